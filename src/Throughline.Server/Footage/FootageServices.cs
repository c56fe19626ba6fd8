namespace Throughline.Server.Footage;

/// <summary>Registers what draws given clips anew.</summary>
internal static class FootageServices
{
    /// <summary>Adds it.</summary>
    public static void AddFootage(this IServiceCollection services)
    {
        services.AddSingleton<FootageLooks>();
        services.AddSingleton<FootagePreparation>();
        services.AddSingleton<FootageShooter>();
    }
}
