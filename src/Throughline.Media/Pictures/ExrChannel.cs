namespace Throughline.Media.Pictures;

/// <summary>One channel of an OpenEXR picture.</summary>
/// <param name="Name">Its name, such as <c>Z</c>.</param>
/// <param name="Values">Its values.</param>
/// <param name="Offset">Where its first value is.</param>
/// <param name="Stride">From one pixel's value to the next one's.</param>
public readonly record struct ExrChannel(string Name, ReadOnlyMemory<float> Values, int Offset = 0, int Stride = 1);
