using System.Text.Json;
using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>Sends incidents that changed since they were last sent: the open ones, those that opened lately, and those that were open when they were last looked at.</summary>
public sealed class SendIncidents(ListIncidents lists, IncidentStore incidents, ITelemetrySink sink)
{
    private const int AtOnce = 64;

    /// <summary>How long before they are heard of incidents may have opened: findings about bills are up to five days old.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromDays(6);

    /// <param name="dashboard">Ends with a slash; null when there is no address.</param>
    /// <returns>What became of the rows, and the state that follows.</returns>
    public async Task<(TelemetrySent Sent, TelemetryState State)> RunAsync(TelemetryState before, Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<string, string> seen = await SeenAsync((before.IncidentsUntil ?? now) - Lookback, now, cancel).ConfigureAwait(false);
        string[] changed = [.. seen.Where(s => before.Incidents.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key), .. before.Incidents.Keys.Except(seen.Keys)];
        List<(string Id, string Print, ReadOnlyMemory<byte> Row)> rows = [];
        foreach (string[] some in changed.Order(StringComparer.Ordinal).Chunk(AtOnce))
        {
            Stored?[] found = await Task.WhenAll(some.Select(id => incidents.FindAsync(id, cancel))).ConfigureAwait(false);
            foreach ((string id, Stored? stored) in some.Zip(found))
            {
                if (stored is not null && Print(IncidentSummary.Of(stored.Incident)) is var print && print != before.Incidents.GetValueOrDefault(id))
                {
                    rows.Add((id, print, LoggedIncident.Table.Row(new(now, stored.Incident, dashboard))));
                }
            }
        }

        TelemetrySent sent = rows.Count == 0 ? TelemetrySent.None : await sink.SendAsync(LoggedIncident.Table, [.. rows.Select(r => r.Row)], cancel).ConfigureAwait(false);
        return (sent, Next(before, seen, rows, sent, now));
    }

    // Remembered is what was sent, as it was sent. What is in no list any more is forgotten once its last word was taken.
    private static TelemetryState Next(TelemetryState before, Dictionary<string, string> seen, List<(string Id, string Print, ReadOnlyMemory<byte> Row)> rows, TelemetrySent sent, DateTimeOffset now)
    {
        HashSet<string> waiting = [.. rows.Skip(sent.Done).Select(r => r.Id)];
        Dictionary<string, string> next = before.Incidents.Where(i => seen.ContainsKey(i.Key) || waiting.Contains(i.Key)).ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal);
        foreach ((string id, string print, _) in rows.Take(sent.Done).Where(r => seen.ContainsKey(r.Id)))
        {
            next[id] = print;
        }

        return before with { Incidents = next, IncidentsUntil = sent.After is null ? now : before.IncidentsUntil };
    }

    private async Task<Dictionary<string, string>> SeenAsync(DateTimeOffset from, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<string, string> seen = (await lists.OpenAsync(cancel).ConfigureAwait(false)).ToDictionary(i => i.Id, Print, StringComparer.Ordinal);
        await foreach (IncidentSummary one in lists.OpenedAsync(from, now.AddTicks(1), cancel).ConfigureAwait(false))
        {
            seen.TryAdd(one.Id, Print(one));
        }

        return seen;
    }

    private static string Print(IncidentSummary summary) => ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(summary, IncidentsJson.Default.IncidentSummary));
}
