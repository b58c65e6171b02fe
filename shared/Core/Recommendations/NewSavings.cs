using System.Globalization;
using Observability.Core.Configuration;

namespace Observability.Core.Recommendations;

/// <summary>Which recommendations are news, and of which week.</summary>
public static class NewSavings
{
    /// <summary>ISO 8601 week, for example <c>2026-W47</c>.</summary>
    public static string WeekOf(DateOnly day)
    {
        DateTime date = day.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(date):D4}-W{ISOWeek.GetWeekOfYear(date):D2}";
    }

    /// <summary>07:00 UTC on the Monday after the week in which something was first seen.</summary>
    public static DateTimeOffset TellAt(DateOnly firstSeen)
    {
        int toMonday = (((int)DayOfWeek.Monday - (int)firstSeen.DayOfWeek + 6) % 7) + 1;
        return new(firstSeen.AddDays(toMonday).ToDateTime(new TimeOnly(7, 0)), TimeSpan.Zero);
    }

    /// <summary>At least the amount set, in the currency set; amounts in other currencies are not compared with it.</summary>
    public static bool IsWorthTelling(Recommendation found, RecommendationSettings settings) =>
        settings.NotifyOver is { } over && found.Saving.Currency == over.Currency && found.Saving.Amount >= over.Amount;

    /// <summary>The open ones first seen in the week and worth telling, largest first.</summary>
    public static IReadOnlyList<Recommendation> Of(IEnumerable<Tracked> all, string week, RecommendationSettings settings) =>
    [
        .. all.Where(t => t.Recommendation.Status == RecommendationStatus.Open && WeekOf(t.FirstSeen) == week && IsWorthTelling(t.Recommendation, settings))
            .Select(t => t.Recommendation)
            .OrderByDescending(r => r.Saving.Amount)
            .ThenBy(r => r.Resource, StringComparer.Ordinal),
    ];
}
