using Observability.Core.Cost;

namespace Observability.Core.Recommendations;

/// <summary>What something that is not production costs on weekdays and on weekends, in one currency.</summary>
public sealed record OffHours
{
    /// <summary>Weekend day ÷ weekday from which it is taken to run around the clock; unitless.</summary>
    public const double LeastRatio = 0.8;

    /// <summary>Share of the days covered, unitless, on which it has to cost something: what comes and goes does not run around the clock.</summary>
    public const double LeastDays = 0.9;

    /// <summary>Share of a week outside 12 h on 5 days: 1 − 60/168.</summary>
    public const decimal OffShare = 1m - (60m / 168m);

    /// <summary>Share of a week outside 16 h on 5 days: what can be off when work is long.</summary>
    public const decimal LowShare = 1m - (80m / 168m);

    /// <summary>Share of a week outside 10 h on 5 days.</summary>
    public const decimal HighShare = 1m - (50m / 168m);

    /// <summary>Subject text.</summary>
    public required string Resource { get; init; }

    public required string Label { get; init; }

    public required string Currency { get; init; }

    public required string SubAccount { get; init; }

    /// <summary>Why it is not production.</summary>
    public required string Because { get; init; }

    /// <summary>Cost by day of what can be switched off.</summary>
    public required IReadOnlyDictionary<DateOnly, decimal> Daily { get; init; }

    /// <summary>Cost of what stays on (storage and the like) or ends by itself (a charge that names its run or job): no part of the saving.</summary>
    public required decimal Kept { get; init; }

    /// <summary>Resources that can be switched off, dearest first.</summary>
    public required IReadOnlyList<CostItem> Dearest { get; init; }

    /// <summary>Mean cost of a weekend day and of a weekday over the days covered; null where there is none of them.</summary>
    public (decimal? Weekend, decimal? Weekday) Means(IReadOnlyList<DateOnly> covered) =>
        (Mean([.. covered.Where(IsWeekend)]), Mean([.. covered.Where(d => !IsWeekend(d))]));

    private decimal? Mean(DateOnly[] days) => days.Length == 0 ? null : days.Sum(d => Daily.GetValueOrDefault(d)) / days.Length;

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
