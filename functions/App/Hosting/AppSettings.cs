using Azure.Core;
using Azure.Storage.Blobs;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.AzureBlobs;
using Observability.Adapters.Files;
using Observability.Adapters.Yaml;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.App.Hosting;

/// <summary>The settings of the service: those that hold now, and where they are looked at again.</summary>
/// <param name="Source">null: nowhere; what is learned holds.</param>
/// <param name="Problems">What is wrong with the file of the package, each in one line; the app does not start with it.</param>
internal sealed record AppSettings(LiveSettings Live, ISettingsSource? Source, Secrets Secrets, IReadOnlyList<string> Problems)
{
    /// <remarks>A blob is first read by the first tick: until then, and while it cannot be used, the last good settings of the store hold.</remarks>
    public static AppSettings Read(AppOptions options, TokenCredential credential)
    {
        Secrets secrets = new(Surrounding.Variable, SmallFile.TextOf, KeyVault.At(Surrounding.Variable("OBS_VAULT"), () => credential));
        if (options.ConfigBlob is { } address)
        {
            return new(new(Settings.Default, []), new SettingsInBlob(BlobAt(address, options, credential), secrets), secrets, []);
        }

        if (options.ConfigFile is not { } path)
        {
            return new(new(Settings.Default, []), null, secrets, []);
        }

        SettingsInFile file = new(path, secrets);
        SettingsMeant meant = file.Parse(SmallFile.TextOf(path) ?? "");
        return new(new(meant.Settings, meant.Receivers), file, secrets, [.. meant.Problems.Concat(meant.Unresolved).Select(p => p.ToString())]);
    }

    private static BlobClient BlobAt(Uri address, AppOptions options, TokenCredential credential)
    {
        string path = address.GetLeftPart(UriPartial.Path);
        int name = path.LastIndexOf('/');
        return options.Storage.Container(new Uri(path[..name]), credential).GetBlobClient(path[(name + 1)..]);
    }
}
