using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Observability.Core.Primitives;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Observability.Adapters.AzureMonitor;

/// <summary>Sends the service's own spans and counters to Application Insights.</summary>
public static class OwnTelemetry
{
    /// <param name="connection">Of Application Insights; it names the place and is no secret.</param>
    /// <param name="credential">The identity that may write there; null: whoever has the connection may.</param>
    /// <param name="share">0..1: of the traces that begin here; counters are never sampled.</param>
    /// <param name="more">Further sources of spans, such as the host's.</param>
    /// <returns>Dispose it at the end: it sends what waits.</returns>
    public static IDisposable Start(string connection, TokenCredential? credential, double share, params string[] more)
    {
        void To(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connection;
            options.Credential = credential;
            options.EnableLiveMetrics = false;
        }

        TracerProvider spans = Sdk.CreateTracerProviderBuilder().AddSource([Instruments.Name, .. more])
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(share))).AddAzureMonitorTraceExporter(To).Build();
        MeterProvider counters = Sdk.CreateMeterProviderBuilder().AddMeter(Instruments.Name).AddAzureMonitorMetricExporter(To).Build();
        return new Both(spans, counters);
    }

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
