using Observability.Core.Configuration;

namespace Observability.Core.Slos;

/// <summary>How an objective stands over its window of whole days, the last of which is the day before <paramref name="Until"/>.</summary>
/// <param name="Of"><c>runs</c> or <c>freshness</c>.</param>
/// <param name="Unit">Of good and total: <c>runs</c>, or <c>h</c> of datasets.</param>
/// <param name="Objective">Percent.</param>
/// <param name="Measured">Percent that went well; null when there was nothing.</param>
/// <param name="BudgetLeft">Share of the error budget that is left: 1 untouched, 0 used up, negative when the objective is missed; null when there was nothing.</param>
/// <param name="Burn">How many times faster than allowed the newest day that was counted used the budget up: 1 uses it up exactly in the window; null when there was nothing.</param>
/// <param name="Days">Oldest first.</param>
/// <remarks>Budget b = 1 − objective; left = 1 − (bad / total) / b; burn = (bad of the day / total of the day) / b. Source: Beyer et al., <i>The Site Reliability Workbook</i>, 2018, ch. 5.</remarks>
public sealed record SloStanding(
    string Name,
    string Of,
    string Subject,
    decimal Objective,
    int WindowDays,
    DateOnly Until,
    string Unit,
    double Good,
    double Total,
    double? Measured,
    double? BudgetLeft,
    double? Burn,
    IReadOnlyList<SloDay> Days)
{
    /// <param name="days">Of the window; days that are not there had nothing.</param>
    public static SloStanding From(SloSettings slo, IReadOnlyList<SloDay> days, DateOnly until)
    {
        SloDay[] ordered = [.. days.OrderBy(d => d.Day)];
        (double good, double total) = (ordered.Sum(d => d.Good), ordered.Sum(d => d.Total));
        double budget = 1 - (double)slo.Objective / 100;
        SloDay? last = ordered.LastOrDefault(d => d.Total > 0);
        return new(
            slo.Name,
            SettingsJson.Word(slo.Of),
            slo.Subject,
            slo.Objective,
            slo.Window.Days,
            until,
            slo.Of == SloMeasure.Runs ? "runs" : "h",
            good,
            total,
            total > 0 ? 100 * good / total : null,
            total > 0 ? 1 - (1 - good / total) / budget : null,
            last is null ? null : (1 - last.Good / last.Total) / budget,
            ordered);
    }
}
