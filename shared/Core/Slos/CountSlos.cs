using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Slos;

/// <summary>Counts, once a day, what went well of every objective on the days that are over; says at any time how they stand.</summary>
/// <remarks>The newest <see cref="Again"/> days are counted again, since runs come late and incidents end late; older days are counted once.</remarks>
public sealed class CountSlos(SloStore slos, RunStore runs, OutlookStore outlooks, ListIncidents lists, IncidentStore incidents, DueRows due, Func<Settings> settings, TimeProvider time) : IDueWork
{
    /// <summary>UTC.</summary>
    public static readonly TimeSpan At = TimeSpan.FromMinutes(30);

    /// <summary>Newest days that are counted again.</summary>
    public const int Again = 3;

    private const string Id = "days";

    // How long before a day an incident may have opened whose datasets are stale on it; those still open are always looked at.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public string Kind => DueKind.Slo;

    /// <summary>Reminds of the next count; again and again is the same reminder.</summary>
    public Task ArmAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + At;
        return due.PutAsync(today > now ? today : today.AddDays(1), Kind, Id, cancel);
    }

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        await ArmAsync(cancel).ConfigureAwait(false);
        await CountAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>How every objective of the settings stands, in their order.</summary>
    public async Task<IReadOnlyList<SloStanding>> StandingAsync(CancellationToken cancel)
    {
        DateOnly today = Today();
        IReadOnlyList<SloSettings> wanted = settings().Slos;
        int longest = wanted.Select(s => s.Window.Days).DefaultIfEmpty(1).Max();
        return
        [
            .. (await slos.DaysAsync(wanted, today.AddDays(-longest), today, cancel).ConfigureAwait(false))
                .Select(s => SloStanding.From(s.Slo, [.. s.Days.Where(d => d.Day >= today.AddDays(-s.Slo.Window.Days))], today)),
        ];
    }

    /// <summary>Counts the days that are over and not counted yet, and the newest again.</summary>
    public async Task CountAsync(CancellationToken cancel)
    {
        DateOnly today = Today();
        IReadOnlyList<SloSettings> wanted = settings().Slos;
        int longest = wanted.Select(s => s.Window.Days).DefaultIfEmpty(0).Max();
        ILookup<DateOnly, SloSettings> open = (await slos.DaysAsync(wanted, today.AddDays(-longest), today, cancel).ConfigureAwait(false))
            .SelectMany(s => Enumerable.Range(1, s.Slo.Window.Days).Select(i => today.AddDays(-i))
                .Where(day => day.DayNumber >= today.DayNumber - Again || s.Days.All(d => d.Day != day))
                .Select(day => (day, s.Slo)))
            .ToLookup(d => d.day, d => d.Slo);
        if (open.Count == 0)
        {
            return;
        }

        Subject[] datasets = open.SelectMany(g => g).Any(s => s.Of == SloMeasure.Freshness) ? await KnownAsync(cancel).ConfigureAwait(false) : [];
        (Subject, DateTimeOffset, DateTimeOffset?)[] stale = datasets.Length == 0 ? [] : await StaleAsync(open.Min(g => g.Key), cancel).ConfigureAwait(false);
        foreach (IGrouping<DateOnly, SloSettings> day in open)
        {
            RunSummary[] began = day.Any(s => s.Of == SloMeasure.Runs) ? await BeganAsync(day.Key, cancel).ConfigureAwait(false) : [];
            await slos.SaveAsync(
                [.. day.Select(s => (s, s.Of == SloMeasure.Runs ? SloTally.Runs(day.Key, s.Subject, began) : SloTally.Freshness(day.Key, s.Subject, datasets, stale)))],
                cancel).ConfigureAwait(false);
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private async Task<RunSummary[]> BeganAsync(DateOnly day, CancellationToken cancel)
    {
        List<RunSummary> began = [];
        await foreach (RunSummary run in runs.RecentAsync(Begin(day), Begin(day.AddDays(1)), cancel).ConfigureAwait(false))
        {
            began.Add(run);
        }

        return [.. began];
    }

    private async Task<Subject[]> KnownAsync(CancellationToken cancel)
    {
        List<Subject> known = [];
        await foreach (Outlook outlook in outlooks.AllAsync(OutlookStore.Datasets, cancel).ConfigureAwait(false))
        {
            if (outlook.Deadline is not null || outlook.LateSince is not null)
            {
                known.Add(outlook.Subject);
            }
        }

        return [.. known];
    }

    private async Task<(Subject, DateTimeOffset, DateTimeOffset?)[]> StaleAsync(DateOnly from, CancellationToken cancel)
    {
        List<IncidentSummary> touched = [.. await lists.OpenAsync(cancel).ConfigureAwait(false)];
        await foreach (IncidentSummary one in lists.OpenedAsync(Begin(from) - Longest, Begin(Today()), cancel).ConfigureAwait(false))
        {
            if (!(one.Closed < Begin(from)))
            {
                touched.Add(one);
            }
        }

        List<(Subject, DateTimeOffset, DateTimeOffset?)> stale = [];
        foreach (IncidentSummary one in touched.DistinctBy(i => i.Id).Where(i => i.Kind == IncidentKind.DatasetStale || i.Touches.Any(t => t.Kind == IncidentKind.DatasetStale)))
        {
            if (await incidents.FindAsync(one.Id, cancel).ConfigureAwait(false) is { } stored)
            {
                stale.AddRange(stored.Incident.Members.Where(m => m.Kind == IncidentKind.DatasetStale).Select(m => (m.Subject, m.Since, m.Until)));
            }
        }

        return [.. stale];
    }
}
