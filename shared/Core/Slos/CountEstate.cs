using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Slos;

/// <summary>Counts, once a day, what the estate was and did on the days that are over, and mends the list of what is in trouble.</summary>
/// <remarks>The newest <see cref="Again"/> days are counted again, since runs come late; older days are counted once.</remarks>
public sealed class CountEstate(EstateStore days, RunStore runs, OutlookStore outlooks, DueRows due, TimeProvider time) : IDueWork
{
    /// <summary>UTC; soon after midnight, since what is counted then stands for the end of the day.</summary>
    public static readonly TimeSpan At = TimeSpan.FromMinutes(10);

    /// <summary>Days that are counted and shown.</summary>
    public const int Window = 28;

    /// <summary>Newest days that are counted again.</summary>
    public const int Again = 3;

    public string Kind => DueKind.Estate;

    /// <summary>Reminds of the next count; again and again is the same reminder.</summary>
    public Task ArmAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + At;
        return due.PutAsync(today > now ? today : today.AddDays(1), Kind, "days", cancel);
    }

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        await ArmAsync(cancel).ConfigureAwait(false);
        await CountAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Counts the days that are over and not counted yet, and the newest again. Writes what changed.</summary>
    public async Task CountAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        EstateCount jobs = await MendAsync(OutlookStore.Jobs, now, cancel).ConfigureAwait(false);
        EstateCount datasets = await MendAsync(OutlookStore.Datasets, now, cancel).ConfigureAwait(false);
        Dictionary<DateOnly, EstateDay> counted = (await days.DaysAsync(today.AddDays(-Window), today, cancel).ConfigureAwait(false)).ToDictionary(d => d.Day);
        List<EstateDay> changed = [];
        for (int ago = Window; ago > 0; ago--)
        {
            DateOnly day = today.AddDays(-ago);
            EstateDay? before = counted.GetValueOrDefault(day);
            if (before is not null && ago > Again)
            {
                continue;
            }

            EstateDay next = EstateDay.Of(day, await BeganAsync(day, cancel).ConfigureAwait(false), ago == 1 ? jobs : before?.Jobs, ago == 1 ? datasets : before?.Datasets);
            if (next != before)
            {
                changed.Add(next);
            }
        }

        await days.SaveAsync(changed, cancel).ConfigureAwait(false);
    }

    private async Task<EstateCount> MendAsync(string kind, DateTimeOffset now, CancellationToken cancel)
    {
        (int known, int wrong) = await outlooks.Troubles.MendAsync(kind, outlooks.AllAsync(kind, cancel), now, cancel).ConfigureAwait(false);
        return new(known, wrong);
    }

    private async Task<RunSummary[]> BeganAsync(DateOnly day, CancellationToken cancel)
    {
        DateTimeOffset begin = new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        List<RunSummary> began = [];
        await foreach (RunSummary run in runs.RecentAsync(begin, begin.AddDays(1), cancel).ConfigureAwait(false))
        {
            began.Add(run);
        }

        return [.. began];
    }
}
