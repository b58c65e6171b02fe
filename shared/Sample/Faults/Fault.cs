using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

/// <summary>What a fault does to the runs or arrivals that it touches.</summary>
internal enum Effect
{
    None,
    Fails,
    Slow,
    Late,
    Missing,
    WritesNothing,
    Volume,
    Retries,
}

/// <summary>One thing that is broken on purpose. Planned first; what it breaks besides is learned while the estate runs.</summary>
internal sealed class Fault
{
    private readonly SortedSet<string> _members = new(StringComparer.Ordinal);

    public required string Id { get; init; }

    /// <summary>An incident's kind, or <c>waste:</c> and a rule.</summary>
    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public Effect Effect { get; init; }

    public Job? Job { get; init; }

    public Arrival? Arrival { get; init; }

    /// <summary>Due time of the first run or arrival touched; for money, midnight of the first day.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Due time of the last one touched; for money, midnight of the last day.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>On durations, rows, or money; unitless.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>How much later than due a late run starts.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Resource that costs too much.</summary>
    public string ResourceKey { get; init; } = "";

    /// <summary>When it first could be seen; null until it was.</summary>
    public DateTimeOffset? Begin { get; private set; }

    /// <summary>When it and all that it broke were well again; null until then.</summary>
    public DateTimeOffset? End { get; private set; }

    /// <summary>USD: a month of waste, or the excess.</summary>
    public decimal Dollars { get; set; }

    public IReadOnlyCollection<string> Members => _members;

    public IEnumerable<Dataset> Datasets => Job?.Outputs ?? (Arrival is null ? [] : [Arrival.Dataset]);

    public bool Touches(DateTimeOffset due) => First <= due && due <= Last;

    public void SeenAt(DateTimeOffset time) => Begin = Begin is null || time < Begin ? time : Begin;

    public void WellAt(DateTimeOffset time) => End = End is null || time > End ? time : End;

    public void Breaks(string subject) => _members.Add(subject);
}
