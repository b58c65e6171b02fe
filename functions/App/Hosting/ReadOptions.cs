using Microsoft.Extensions.Configuration;
using Observability.App.Work;

namespace Observability.App.Hosting;

/// <summary>Reads the settings of the app: everything that is wrong, each with the name of its setting.</summary>
internal static class ReadOptions
{
    private const string Account = "AzureWebJobsStorage";
    private const int ShortestKey = 16;

    /// <returns>Options, or why there are none.</returns>
    public static (AppOptions? Options, IReadOnlyList<string> Problems) From(IConfiguration from)
    {
        List<string> problems = [];
        StorageAccount? storage = Storage(from, problems);
        Uri? tables = Address("OBS_TABLES_ENDPOINT", from["OBS_TABLES_ENDPOINT"], problems);
        Uri?[] exports = [.. (from["OBS_EXPORTS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(e => Container(e, problems))];
        if (Text(from, "OBS_API_KEY")?.Trim() is { Length: < ShortestKey })
        {
            problems.Add($"OBS_API_KEY: has at least {ShortestKey} characters, since it is all that callers need");
        }

        if (Text(from, "OBS_API_KEY")?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true)
        {
            problems.Add("OBS_API_KEY: the reference to the key vault was not resolved, and what it says is no secret");
        }

        if (Text(from, "OBS_CONFIG") is { } config && !File.Exists(config))
        {
            problems.Add($"OBS_CONFIG: there is no file {config}");
        }

        Uri? blob = Address("OBS_CONFIG_BLOB", from["OBS_CONFIG_BLOB"], problems);
        double share = Share(from, problems);
        int shareFrom = ShareFrom(from, problems);
        AppOptions? options = problems.Count > 0 || storage is null ? null : new()
        {
            Storage = storage,
            Tables = tables,
            ClientId = Text(from, Account + ":clientId"),
            ApiKey = Text(from, "OBS_API_KEY")?.Trim(), // a secret that was put from a file ends in a line break, which no header can
            Exports = [.. exports.OfType<Uri>()],
            ConfigFile = Text(from, "OBS_CONFIG") ?? Shipped(),
            ConfigBlob = blob,
            Insights = Text(from, "APPLICATIONINSIGHTS_CONNECTION_STRING"),
            TraceShare = share,
            ShareFrom = shareFrom,
        };
        return (options, problems);
    }

    private static StorageAccount? Storage(IConfiguration from, List<string> problems)
    {
        if (Text(from, Account) is { } connection)
        {
            return new StorageAccount.ByConnection(connection);
        }

        if (Text(from, Account + ":accountName") is { } name)
        {
            if (name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            {
                return StorageAccount.ByIdentity.Named(name);
            }

            problems.Add($"{Account}__accountName: an account has 3 to 24 lower-case letters and digits");
            return null;
        }

        Uri?[] services = [.. ((string[])["tableServiceUri", "queueServiceUri", "blobServiceUri"]).Select(s => Address($"{Account}__{s}", from[$"{Account}:{s}"], problems))];
        if (services is [{ } tables, { } queues, { } blobs])
        {
            return new StorageAccount.ByIdentity(tables, queues, blobs);
        }

        if (problems.Count == 0)
        {
            problems.Add($"{Account}__accountName: says which storage account keeps the state; not set, nor {Account} as a connection string, nor {Account}__tableServiceUri, __queueServiceUri and __blobServiceUri");
        }

        return null;
    }

    private static Uri? Container(string text, List<string> problems)
    {
        Uri? address = Address("OBS_EXPORTS", text, problems);
        if (address is not null && address.AbsolutePath.Trim('/').Length == 0)
        {
            problems.Add($"OBS_EXPORTS: {text} names no container");
        }

        return address;
    }

    private static Uri? Address(string name, string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }

        problems.Add($"{name}: expected an address with https, found {text}");
        return null;
    }

    private static double Share(IConfiguration from, List<string> problems)
    {
        if (Text(from, "OBS_TRACE_SHARE") is not { } text)
        {
            return 0.1;
        }

        if (!double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double share) || share is not (>= 0 and <= 1))
        {
            problems.Add($"OBS_TRACE_SHARE: expected a number from 0 to 1, found {text}");
        }

        return share;
    }

    private static int ShareFrom(IConfiguration from, List<string> problems)
    {
        if (Text(from, "OBS_JUDGE_SHARE_FROM") is not { } text)
        {
            return JudgeByQueue.Fewest;
        }

        if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) || number < 1)
        {
            problems.Add($"OBS_JUDGE_SHARE_FROM: expected a number from 1 on, found {text}");
        }

        return number;
    }

    private static string? Shipped() => Path.Combine(AppContext.BaseDirectory, "observability.yaml") is { } file && File.Exists(file) ? file : null;

    private static string? Text(IConfiguration from, string name) => string.IsNullOrWhiteSpace(from[name]) ? null : from[name];
}
