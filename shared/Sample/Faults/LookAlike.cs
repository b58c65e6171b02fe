namespace Observability.Sample.Faults;

/// <summary>Something that looks like a fault and is none.</summary>
internal sealed record LookAlike(string Kind, string Subject, DateTimeOffset Begin, DateTimeOffset End);

/// <summary>Old intervals of one DAG run again, all at once.</summary>
/// <param name="Group">The DAG.</param>
internal sealed record Backfill(string Group, DateTimeOffset Begin, int Intervals);

/// <summary>A day of one subscription that was billed too low at first, and is delivered again.</summary>
/// <param name="FirstRatio">What the first delivery held of the right amounts; unitless.</param>
internal sealed record Restatement(string SubscriptionKey, DateTimeOffset Day, DateTimeOffset DeliveredOn, double FirstRatio);
