namespace Throughline.Server.Characters;

/// <summary>Registers what makes characters.</summary>
internal static class CharacterServices
{
    /// <summary>Adds it.</summary>
    public static void AddCharacters(this IServiceCollection services)
    {
        services.AddSingleton<CharacterStore>();
        services.AddSingleton<LikenessReader>();
        services.AddSingleton<CharacterMaker>();
    }
}
