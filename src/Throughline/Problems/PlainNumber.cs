using System.Globalization;

namespace Throughline.Problems;

/// <summary>
/// Numbers as people write them: digits, a point, a sign. No exponents, no NaN, no thousands separators.
/// </summary>
internal static class PlainNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Reads a number exactly.</summary>
    public static bool TryRead(string text, out decimal number) =>
        decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number) && text.Length <= 30;

    /// <summary>Writes a number so that <see cref="TryRead"/> gives it back, without trailing zeros.</summary>
    public static string Write(decimal number) =>
        (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number of at most 15 digits, without exponent.</summary>
    public static string Write(double number) => Write((decimal)number);
}
