using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports;

/// <summary>One week of money and reliability for one audience: everything that a report says, before it looks like anything.</summary>
public sealed record WeeklyReport
{
    public required ReportWeek Week { get; init; }

    /// <summary><c>estate</c>, or a team.</summary>
    public required string Audience { get; init; }

    public required DateTimeOffset Made { get; init; }

    /// <summary>Whether the bill of every day of the week is in.</summary>
    public required bool Complete { get; init; }

    /// <summary>One line for each thing that is not in.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What the total was when this report was last sent; null when it is not a restatement.</summary>
    public decimal? RestatedFrom { get; init; }

    /// <summary>The week in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>A currency each, that of the report first; they are never added.</summary>
    public required IReadOnlyList<MoneyView> Money { get; init; }

    public required ReliabilityView Reliability { get; init; }

    /// <summary>Open ones, the largest amount first.</summary>
    public required IReadOnlyList<Recommendation> Recommendations { get; init; }

    /// <summary>By currency; of several about one resource, the largest counts.</summary>
    public required IReadOnlyList<(string Currency, decimal Amount, decimal Low, decimal High)> Savings { get; init; }

    /// <summary>At most three, most urgent first.</summary>
    public required IReadOnlyList<Todo> First { get; init; }
}

/// <summary>Something to do first.</summary>
/// <param name="How">A command or a change; null when looking is all there is to do.</param>
public sealed record Todo(string What, string Why, string? How);

/// <summary>The money of the week in one currency.</summary>
public sealed record MoneyView
{
    public required string Currency { get; init; }

    /// <summary>All that the bill states of the week so far.</summary>
    public required decimal Total { get; init; }

    /// <summary>Compared on these days only: those whose bill is complete.</summary>
    public required int ComparedDays { get; init; }

    /// <summary>The total of the compared days.</summary>
    public required decimal Compared { get; init; }

    /// <summary>The same weekdays of the week before; null when its bill is not all there.</summary>
    public required decimal? Before { get; init; }

    /// <summary>Mean of the same weekdays over the weeks before, at most 4; null with fewer than 2.</summary>
    public required decimal? Mean { get; init; }

    public required IReadOnlyList<MoneyLine> SubAccounts { get; init; }

    public required IReadOnlyList<MoneyLine> Services { get; init; }

    public required IReadOnlyList<MoneyLine> Teams { get; init; }

    public required IReadOnlyList<Mover> Movers { get; init; }

    /// <summary>Of the week and the four before it, oldest first.</summary>
    public required DailyCosts Daily { get; init; }

    public required WasteView Waste { get; init; }

    public required IReadOnlyList<Restatement> Restatements { get; init; }

    /// <summary>Change of the compared days against the week before; null when there is none.</summary>
    public double? Change => Before is > 0 ? (double)((Compared - Before.Value) / Before.Value) : null;
}

/// <param name="Amount">Of the week.</param>
/// <param name="Before">The same days of the week before; null when unknown.</param>
public sealed record MoneyLine(string Name, decimal Amount, decimal? Before);

/// <summary>Something whose cost changed.</summary>
/// <param name="Change">Against the same days of the week before.</param>
/// <param name="Why">One sentence from the bill and the incidents.</param>
public sealed record Mover(string Name, decimal Amount, decimal Change, string Why);

/// <summary>Cost by day and service.</summary>
/// <param name="Services">The largest, and <c>other</c> last.</param>
/// <param name="Amounts">One row a service, one number a day.</param>
/// <param name="Known">Whether any bill of the day is in.</param>
/// <param name="Expected">Least and greatest of the same weekday in the four weeks before, for each day of the week; null with fewer than 3.</param>
public sealed record DailyCosts(
    IReadOnlyList<DateOnly> Days, IReadOnlyList<string> Services, IReadOnlyList<IReadOnlyList<decimal>> Amounts, IReadOnlyList<bool> Known, IReadOnlyList<(decimal Low, decimal High)?> Expected);

/// <summary>What was paid in the week for nothing.</summary>
/// <param name="Failed">Cost of failed attempts by day.</param>
/// <param name="Idle">Cost of resources of jobs on days on which none of their runs was active, by day.</param>
/// <param name="Attributed">Share of the week's cost that found its run, 0 to 1.</param>
public sealed record WasteView(IReadOnlyList<decimal> Failed, IReadOnlyList<decimal> Idle, double Attributed);

/// <summary>A day whose bill was stated again with another total.</summary>
public sealed record Restatement(DateOnly Day, string SubAccount, decimal Before, decimal Now, DateTimeOffset AsOf);

public sealed record ReliabilityView
{
    public required int Runs { get; init; }

    public required int Failures { get; init; }

    /// <summary>Null when there were no runs the week before.</summary>
    public required double? RatioBefore { get; init; }

    /// <summary>Jobs that failed, most failures first.</summary>
    public required IReadOnlyList<JobLine> Worst { get; init; }

    /// <summary>Late and missing runs.</summary>
    public required int Late { get; init; }

    /// <summary>Failed and good runs of each day of the week.</summary>
    public required IReadOnlyList<(int Failed, int Good)> Daily { get; init; }

    /// <summary>Opened or closed in the week, or open at its end; open ones first, then the longest.</summary>
    public required IReadOnlyList<IncidentLine> Incidents { get; init; }

    public required int Opened { get; init; }

    public required int Closed { get; init; }

    /// <summary>Not fresh at the end of the week.</summary>
    public required IReadOnlyList<Subject> Stale { get; init; }

    public double? Ratio => Runs == 0 ? null : (double)Failures / Runs;
}

public sealed record JobLine(string Job, int Runs, int Failures, string? Owner, string? Error);

/// <param name="Closed">Null when it was open at the end of the week.</param>
/// <param name="Lasted">To its end, or to the end of the week.</param>
public sealed record IncidentLine(string Id, string Kind, Severity Severity, string Title, DateTimeOffset Opened, DateTimeOffset? Closed, TimeSpan Lasted, string? Owner);
