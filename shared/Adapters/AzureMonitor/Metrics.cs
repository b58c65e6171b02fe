using System.Runtime.CompilerServices;
using System.Xml;
using Azure.Core;
using Observability.Adapters.Azure;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion.Azure;

namespace Observability.Adapters.AzureMonitor;

/// <summary>Values of Azure Monitor metrics of some resources, a day at most at a time.</summary>
public sealed class Metrics(SourceSettings settings, TokenCredential credential, AzureConnection connection) : ICollector
{
    private static readonly TimeSpan Stretch = TimeSpan.FromDays(1);

    private readonly AzureRest _arm = new(credential, new Uri("https://management.azure.com/"), "Monitoring Reader", connection);

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Values of whole intervals only: the last one is still counted.
        DateTimeOffset from = Whole(TimeMark.From(watermark, now, settings.Back, settings.Late));
        DateTimeOffset end = Whole(now);
        for (DateTimeOffset to; from < end; from = to)
        {
            to = from + Stretch < end ? from + Stretch : end;
            foreach ((int i, string resource) in settings.Resources.Index())
            {
                BinaryData answer = await _arm.GetAsync(Question(resource, from, to), cancel).ConfigureAwait(false);
                bool last = i == settings.Resources.Count - 1;
                yield return new(new AzureMetrics(), InMemory.Of($"{Name}{resource}", answer), last ? TimeMark.Of(to) : watermark ?? "");
            }

            watermark = TimeMark.Of(to);
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        foreach (string resource in settings.Resources)
        {
            await _arm.GetAsync($"{resource}/providers/microsoft.insights/metricDefinitions?api-version=2024-02-01", cancel).ConfigureAwait(false);
        }

        return settings.Resources.Count == 1 ? "1 resource to be read" : $"{settings.Resources.Count} resources to be read";
    }

    private DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks / settings.Interval.Ticks * settings.Interval.Ticks, TimeSpan.Zero);

    private string Question(string resource, DateTimeOffset from, DateTimeOffset to) =>
        $"{resource}/providers/microsoft.insights/metrics?api-version=2024-02-01&timespan={from.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}/{to.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"
        + $"&interval={XmlConvert.ToString(settings.Interval)}&metricnames={Uri.EscapeDataString(string.Join(',', settings.Metrics))}&aggregation={settings.Aggregation}";
}
