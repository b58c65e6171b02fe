namespace Observability.Sample.Scoring;

/// <summary>An incident as the judge of a service sees it.</summary>
/// <param name="Subjects">Its root, and every member.</param>
public sealed record SeenIncident(string Id, string Kind, string Root, IReadOnlyList<string> Subjects, DateTimeOffset Opened);

/// <summary>A recommendation as the judge of a service sees it.</summary>
public sealed record SeenSaving(string Rule, string Resource, decimal Amount, string Currency);

/// <summary>How a service did on one kind of fault.</summary>
/// <param name="MedianDelay">From a fault's begin to the incident; null when none was found.</param>
public sealed record KindScore(string Kind, int Injected, int Found, int Duplicates, int False, TimeSpan? MedianDelay);

/// <summary>How a service did on a sample estate.</summary>
/// <param name="Dollars">Of the waste, what recommendations of the right rule name, each at most what is there.</param>
/// <param name="DollarsInjected">The waste that is there, a month.</param>
/// <param name="Missed">Faults that nothing answers.</param>
/// <param name="FalseIds">Incidents that answer no fault, with the look-alike that they fell for, or empty.</param>
public sealed record Scoreboard(
    IReadOnlyList<KindScore> Kinds, decimal Dollars, decimal DollarsInjected, IReadOnlyList<TrueFault> Missed, IReadOnlyList<(string Id, string LookAlike)> FalseIds)
{
    public int Injected => Kinds.Sum(k => k.Injected);

    public int Found => Kinds.Sum(k => k.Found);

    public int Duplicates => Kinds.Sum(k => k.Duplicates);

    public int False => Kinds.Sum(k => k.False);
}
