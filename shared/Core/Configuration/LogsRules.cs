using System.Text.RegularExpressions;

namespace Observability.Core.Configuration;

/// <summary>What must hold in the section <c>logs</c>.</summary>
internal static partial class LogsRules
{
    public static IEnumerable<SettingsProblem> Check(LogsSettings logs)
    {
        if (logs is { Endpoint: not null, EndpointAt: null })
        {
            yield return new("logs.endpoint", "expected an address such as https://dce-obs-abcd.westeurope-1.ingest.monitor.azure.com");
        }

        if (logs.Rule is { } rule && !ImmutableId().IsMatch(rule))
        {
            yield return new("logs.rule", "expected the immutable id of a data collection rule: dcr- and 32 hexadecimal digits");
        }

        if (logs.Endpoint is null != logs.Rule is null)
        {
            yield return new(logs.Rule is null ? "logs.endpoint" : "logs.rule", $"\"logs.{(logs.Rule is null ? "rule" : "endpoint")}\" is missing");
        }

        if (logs.DatasetsEvery < TimeSpan.FromMinutes(15) || logs.DatasetsEvery > TimeSpan.FromDays(1))
        {
            yield return new("logs.datasets_every", "expected 15m to 1d");
        }
    }

    [GeneratedRegex("^dcr-[0-9a-f]{32}$")]
    private static partial Regex ImmutableId();
}
