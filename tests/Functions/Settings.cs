using Observability.Emulators;

namespace Observability.Functions;

/// <summary>App settings for a worker over an emulator.</summary>
internal static class Settings
{
    public const string Key = "a-key-of-the-tests-of-the-app";

    public static Dictionary<string, string> Over(Azurite azurite, string? account = null)
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        return new()
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["OBS_API_KEY"] = Key,
        };
    }
}
