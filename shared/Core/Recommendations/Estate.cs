using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Inventory;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>What the rules look at: the days of a window whose bill is complete, and the runs of those days.</summary>
public sealed record Estate
{
    /// <summary>Length of the window, in days; a month of savings is as long.</summary>
    public const int WindowDays = 30;

    /// <summary>Fewest complete days that support a recommendation: two weeks, so that every weekday is there twice.</summary>
    public const int FewestDays = 14;

    public required DateOnly From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Complete days only.</summary>
    public required IReadOnlyList<DayCost> Days { get; init; }

    /// <summary>Days of a sub-account in the window whose bill is not complete.</summary>
    public required int LeftOut { get; init; }

    public required IReadOnlyList<CostedRun> Runs { get; init; }

    /// <summary>The runs as their source told them, for slots and attempts.</summary>
    public required IReadOnlyList<RunSummary> Summaries { get; init; }

    public required IReadOnlyDictionary<Subject, JobState> Jobs { get; init; }

    /// <summary>The bill of <see cref="Days"/> by run.</summary>
    public required IReadOnlyList<AttributedDay> Attributed { get; init; }

    public required Settings Settings { get; init; }

    /// <summary>What the clouds advise, as last listed.</summary>
    public IReadOnlyList<AdviceState> Advice { get; init; } = [];

    /// <param name="now">The window ends with the day before.</param>
    /// <param name="days">Whatever is known of the window; others are left out.</param>
    public static Estate Of(
        DateTimeOffset now, IEnumerable<DayCost> days, IReadOnlyList<RunSummary> runs, IReadOnlyDictionary<Subject, JobState> jobs, Settings settings)
    {
        DateOnly to = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly from = to.AddDays(-WindowDays);
        DayCost[] inside = [.. days.Where(d => d.Day >= from && d.Day < to)];
        DayCost[] complete = [.. inside.Where(d => d.Complete).OrderBy(d => d.Day).ThenBy(d => d.SubAccount, StringComparer.Ordinal)];
        IReadOnlyList<CostedRun> costed = CostedRuns.Of(runs, jobs, now);
        RunCosts costs = new(costed, jobs.Values.Select(CostedRuns.ResourceOf));
        return new()
        {
            From = from,
            To = to,
            Days = complete,
            LeftOut = inside.Length - complete.Length,
            Runs = costed,
            Summaries = runs,
            Jobs = jobs,
            Attributed = [.. complete.Select(costs.Of)],
            Settings = settings,
        };
    }

    /// <summary>Days of the window for which any complete bill in the currency is there, oldest first.</summary>
    public IReadOnlyList<DateOnly> Covered(string currency) =>
        [.. Days.Where(d => d.Items.Any(i => i.Currency == currency)).Select(d => d.Day).Distinct().Order()];

    /// <summary>What every piece of evidence ends with.</summary>
    public string Coverage(int days) => LeftOut == 0
        ? $"{days} of {WindowDays} days billed, {From:yyyy-MM-dd} to {To.AddDays(-1):yyyy-MM-dd}"
        : $"{days} of {WindowDays} days billed, {From:yyyy-MM-dd} to {To.AddDays(-1):yyyy-MM-dd}; left out as incomplete: {LeftOut}";

    /// <summary>The owner by the settings, else as the source says; null when nobody is known.</summary>
    public string? OwnerOf(Subject job)
    {
        JobState? state = Jobs.GetValueOrDefault(job);
        return Settings.OwnerOf(job) ?? (state?.Owners is { Value.Count: > 0 } owners ? owners.Value[0] : state?.Tags?.Value.GetValueOrDefault("team"));
    }
}
