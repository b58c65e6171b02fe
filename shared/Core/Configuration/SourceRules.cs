namespace Observability.Core.Configuration;

/// <summary>What must hold within one source.</summary>
internal static class SourceRules
{
    private static readonly string[] Aggregations = ["average", "total", "maximum", "minimum", "count"];
    private static readonly int[] IntervalMinutes = [1, 5, 15, 30, 60, 360, 720, 1440];

    public static IEnumerable<SettingsProblem> Check(SourceSettings source, string path)
    {
        string type = SettingsJson.Word(source.Type);
        if (source.Every is { } every && (every < TimeSpan.FromMinutes(1) || every > TimeSpan.FromDays(7)))
        {
            yield return new($"{path}.every", "expected 1m to 7d");
        }

        foreach ((string field, bool needed, bool given) in Fields(source))
        {
            if (needed && !given)
            {
                yield return new($"{path}.{field}", $"a source of type {type} needs it");
            }
        }

        foreach (SettingsProblem problem in source.Type switch
        {
            SourceType.AzureCostExport => Container(source, path),
            SourceType.AzureMetrics => Metrics(source, path),
            SourceType.LogAnalytics => Query(source, path),
            _ => Subscriptions(source, path),
        })
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Field, bool Needed, bool Given)> Fields(SourceSettings s) =>
    [
        ("container", s.Type == SourceType.AzureCostExport, s.Container is not null),
        ("resources", s.Type == SourceType.AzureMetrics, s.Resources.Count > 0),
        ("metrics", s.Type == SourceType.AzureMetrics, s.Metrics.Count > 0),
        ("workspace", s.Type == SourceType.LogAnalytics, s.Workspace is not null),
        ("query", s.Type == SourceType.LogAnalytics, !string.IsNullOrWhiteSpace(s.Query)),
    ];

    private static IEnumerable<SettingsProblem> Container(SourceSettings source, string path)
    {
        if (source.Container is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? at) && (at.Scheme == "https" || at.IsLoopback) && at.Query.Length == 0 && at.UserInfo.Length == 0 && at.AbsolutePath.Trim('/').Length > 0))
        {
            yield return new($"{path}.container", "expected https://ACCOUNT.blob.core.windows.net/CONTAINER, without a signature: the identity reads it");
        }
    }

    private static IEnumerable<SettingsProblem> Subscriptions(SourceSettings source, string path)
    {
        foreach ((int i, string subscription) in source.Subscriptions.Index())
        {
            if (!Guid.TryParse(subscription, out _))
            {
                yield return new($"{path}.subscriptions[{i}]", "expected the id (GUID) of a subscription");
            }
        }
    }

    private static IEnumerable<SettingsProblem> Metrics(SourceSettings source, string path)
    {
        foreach ((int i, string resource) in source.Resources.Index())
        {
            if (Primitives.AzureId.Parse(resource) is null)
            {
                yield return new($"{path}.resources[{i}]", "expected /subscriptions/…/resourceGroups/…/providers/TYPE/NAME");
            }
        }

        if (!Aggregations.Contains(source.Aggregation))
        {
            yield return new($"{path}.aggregation", $"expected average, total, maximum, minimum or count{Nearest.DidYouMean(source.Aggregation, Aggregations)}");
        }

        if (!IntervalMinutes.Any(minutes => source.Interval == TimeSpan.FromMinutes(minutes)))
        {
            yield return new($"{path}.interval", "expected 1m, 5m, 15m, 30m, 1h, 6h, 12h or 1d");
        }

        foreach (SettingsProblem problem in Stretch(source, path))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SettingsProblem> Query(SourceSettings source, string path)
    {
        if (source.Workspace is { } workspace && !Guid.TryParse(workspace, out _))
        {
            yield return new($"{path}.workspace", "expected the id (GUID) of a workspace");
        }

        foreach (SettingsProblem problem in Stretch(source, path))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SettingsProblem> Stretch(SourceSettings source, string path)
    {
        if (source.Back <= TimeSpan.Zero || source.Back > TimeSpan.FromDays(30))
        {
            yield return new($"{path}.back", "expected up to 30d");
        }

        if (source.Late < TimeSpan.Zero || source.Late > TimeSpan.FromDays(1))
        {
            yield return new($"{path}.late", "expected up to 1d");
        }
    }
}
