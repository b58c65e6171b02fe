namespace Observability.Sample;

/// <summary>Which estate to make: the same options give the same bytes on every machine.</summary>
public sealed record SampleOptions
{
    /// <summary>Any number; decides the noise, and which faults happen where and when.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Length in days, 1 to 400. Faults start after day 28, or after half of a window of less than 35 days.</summary>
    public int Days { get; init; } = 60;

    /// <summary>Exclusive end, midnight UTC. Nothing is dated later, and what is not over by then stays open.</summary>
    public DateTimeOffset End { get; init; } = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Inclusive start.</summary>
    public DateTimeOffset From => End.AddDays(-Days);
}
