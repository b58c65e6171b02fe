using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Telemetry;

/// <summary>Looks at all datasets at fixed times, and sends how fresh each is. A look that was not sent to its end is sent again, under the same keys.</summary>
/// <param name="owner">Who looks after a subject; null when nobody is known.</param>
public sealed class SendDatasets(OutlookStore outlooks, ITelemetrySink sink, Func<Subject, CancellationToken, Task<string?>> owner)
{
    private const int AtOnce = 1000;
    private const int AskedAtOnce = 50;

    /// <param name="every">From one look to the next; looks are at whole multiples of it after midnight UTC.</param>
    /// <param name="dashboard">Ends with a slash; null when there is no address.</param>
    /// <returns>What became of the rows, and the state that follows.</returns>
    public async Task<(TelemetrySent Sent, TelemetryState State)> RunAsync(TelemetryState before, TimeSpan every, Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset look = LookAt(now, every);
        if (before.DatasetsAt >= look)
        {
            return (TelemetrySent.None, before);
        }

        TelemetrySent all = TelemetrySent.None;
        List<Outlook> some = [];
        await foreach (Outlook outlook in outlooks.AllAsync(OutlookStore.Datasets, cancel).ConfigureAwait(false))
        {
            some.Add(outlook);
            if (some.Count == AtOnce)
            {
                all = all.Then(await SendAsync(some, look, dashboard, cancel).ConfigureAwait(false));
                some.Clear();
                if (all.After is not null)
                {
                    return (all, before);
                }
            }
        }

        all = some.Count == 0 ? all : all.Then(await SendAsync(some, look, dashboard, cancel).ConfigureAwait(false));
        return (all, all.After is null ? before with { DatasetsAt = look } : before);
    }

    private async Task<TelemetrySent> SendAsync(List<Outlook> some, DateTimeOffset look, Uri? dashboard, CancellationToken cancel)
    {
        List<ReadOnlyMemory<byte>> rows = [];
        foreach (Outlook[] few in some.Chunk(AskedAtOnce))
        {
            string?[] owners = await Task.WhenAll(few.Select(o => owner(o.Subject, cancel))).ConfigureAwait(false);
            rows.AddRange(few.Zip(owners, (outlook, team) => LoggedDataset.Table.Row(new(look, outlook, team, dashboard))));
        }

        return await sink.SendAsync(LoggedDataset.Table, rows, cancel).ConfigureAwait(false);
    }

    /// <summary>The newest look that is due.</summary>
    public static DateTimeOffset LookAt(DateTimeOffset now, TimeSpan every)
    {
        DateTimeOffset midnight = new(now.UtcDateTime.Date, TimeSpan.Zero);
        return midnight + new TimeSpan((now - midnight).Ticks / every.Ticks * every.Ticks);
    }
}
