using Azure.Core;
using Observability.Core.Configuration;
using Observability.Core.Telemetry;

namespace Observability.Adapters.AzureMonitor;

/// <summary>The sink that settings or the environment ask for.</summary>
public static class TelemetrySinks
{
    /// <summary>Environment variable: address of the data collection endpoint, where settings give none.</summary>
    public const string Endpoint = "OBS_LOGS_ENDPOINT";

    /// <summary>Environment variable: immutable id of the data collection rule, where settings give none.</summary>
    public const string Rule = "OBS_LOGS_RULE";

    /// <summary>null when nobody asks for one.</summary>
    /// <param name="variable">Value of an environment variable; null when it is not set.</param>
    /// <param name="credential">Called only when there is a sink.</param>
    /// <exception cref="ArgumentException">The environment asks for one, and what it says cannot be used.</exception>
    public static ITelemetrySink? Of(LogsSettings settings, Func<string, string?> variable, Func<TokenCredential> credential, TimeProvider time)
    {
        LogsSettings given = settings.Endpoint is null ? settings with { Endpoint = Given(variable(Endpoint)), Rule = Given(variable(Rule)) } : settings;
        return given switch
        {
            { Endpoint: null, Rule: null } => null,
            { EndpointAt: { } endpoint, Rule: { } rule } => new LogsIngestionSink(endpoint, rule, credential(), time),
            _ => throw new ArgumentException($"{Endpoint} and {Rule}: expected the https address of a data collection endpoint and the immutable id of a rule"),
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
