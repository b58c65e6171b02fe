namespace Observability.Core.Freshness;

/// <summary>When the next update of one dataset (or start of one job) is expected, decided right after an update with nothing later known.</summary>
/// <param name="Updated">The update after which this was decided.</param>
/// <param name="Expected">The most likely time of the next update; null when there is too little history.</param>
/// <param name="Deadline">From this instant on, silence is unusual; null when there is too little history, with <paramref name="Reason"/> saying what is missing.</param>
/// <param name="Cadence">The typical gap between updates; null with <paramref name="Deadline"/>.</param>
/// <param name="Samples">How many past gaps the deadline rests on.</param>
/// <param name="Reason">One line: what was learned, or why there is no deadline.</param>
public readonly record struct FreshnessVerdict(
    DateTimeOffset Updated,
    DateTimeOffset? Expected,
    DateTimeOffset? Deadline,
    TimeSpan? Cadence,
    int Samples,
    string Reason);
