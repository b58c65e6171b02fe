using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Observability.Core.Configuration;

/// <summary>Which Log Analytics workspace runs, incidents and freshness are written to as well.</summary>
public sealed record LogsSettings
{
    [Description("Address of the data collection endpoint, for example https://dce-obs-abcd.westeurope-1.ingest.monitor.azure.com. Without: nothing is written.")]
    public string? Endpoint { get; init; }

    [Description("Immutable id of the data collection rule, for example dcr-0123456789abcdef0123456789abcdef.")]
    public string? Rule { get; init; }

    [Description("From one look at all datasets to the next; 15m to 1d.")]
    public TimeSpan DatasetsEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The endpoint; null when none is given or it is no address.</summary>
    [JsonIgnore]
    public Uri? EndpointAt => Endpoint is { } url && Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, AbsolutePath: "/" } ? uri : null;
}
