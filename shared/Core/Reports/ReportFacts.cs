using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports;

/// <summary>What a report is made of, as loaded.</summary>
public sealed record ReportFacts
{
    /// <summary>Weeks of bills beside the one reported.</summary>
    public const int WeeksBefore = 4;

    public required ReportWeek Week { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary><see cref="ReportSettings.Estate"/> or an owner.</summary>
    public string Audience { get; init; } = ReportSettings.Estate;

    /// <summary>Null: the one that most of the money is in.</summary>
    public string? Currency { get; init; }

    /// <summary>Of the week and the four before it.</summary>
    public required IReadOnlyList<DayCost> Days { get; init; }

    /// <summary>Of the week and the one before it.</summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }

    public required IReadOnlyDictionary<Subject, JobState> Jobs { get; init; }

    /// <summary>Those that opened before the end of the week.</summary>
    public required IReadOnlyList<Incident> Incidents { get; init; }

    /// <summary>Open ones.</summary>
    public required IReadOnlyList<Recommendation> Recommendations { get; init; }

    public required Settings Settings { get; init; }

    public bool IsEstate => Audience == ReportSettings.Estate;
}
