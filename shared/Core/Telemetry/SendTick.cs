using System.Reflection;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Telemetry;

/// <summary>Sends one row about the service itself. Comes first, so that it tells of all that goes wrong behind it.</summary>
public sealed class SendTick(DueRows due, ListIncidents incidents, TroubleStore troubles, ListNotifications messages, SourceStore sources, ITelemetrySink sink)
{
    private const int Most = 1000;

    private static readonly string Version = typeof(SendTick).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public async Task<TelemetrySent> RunAsync(TelemetryState state, DateTimeOffset now, CancellationToken cancel)
    {
        IReadOnlyList<Due> waiting = await due.AtAsync(now, Most / 4, cancel).ConfigureAwait(false);
        IReadOnlyList<IncidentSummary> open = await incidents.OpenAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<SourceSeen> seen = await sources.AllAsync(cancel).ConfigureAwait(false);
        LoggedTick tick = new(
            now,
            Version,
            waiting.Count,
            waiting.Count == 0 || waiting[0].At > now ? TimeSpan.Zero : now - waiting[0].At,
            open.Count,
            open.Count(i => i.Severity == Severity.Critical),
            await CountAsync(troubles.OfAsync(OutlookStore.Jobs, cancel), cancel).ConfigureAwait(false),
            await CountAsync(troubles.OfAsync(OutlookStore.Datasets, cancel), cancel).ConfigureAwait(false),
            await CountAsync(messages.PendingAsync(cancel), cancel).ConfigureAwait(false),
            await CountAsync(messages.DeadAsync(cancel), cancel).ConfigureAwait(false),
            seen.Max(s => s.Received),
            seen.Max(s => s.Rejected),
            state.Sent,
            state.Refused,
            state.Problem);
        return await sink.SendAsync(LoggedTick.Table, [LoggedTick.Table.Row(tick)], cancel).ConfigureAwait(false);
    }

    // Up to a bound: whether it is one thousand or ten, somebody has to look.
    private static async Task<long> CountAsync<T>(IAsyncEnumerable<T> all, CancellationToken cancel)
    {
        long count = 0;
        await foreach (T _ in all.WithCancellation(cancel).ConfigureAwait(false))
        {
            if (++count == Most)
            {
                break;
            }
        }

        return count;
    }
}
