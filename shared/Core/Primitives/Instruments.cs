using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Observability.Core.Primitives;

/// <summary>What the service tells of its own work: spans and counters, for whoever listens.</summary>
/// <remarks>Tags are kinds, formats, outcomes and counts. No subject, no message and no text from outside is ever in one, so there is nothing to redact.</remarks>
public static class Instruments
{
    /// <summary>Name of the spans' source and of the meter.</summary>
    public const string Name = "Observability";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> RecordCount = Meter.CreateCounter<long>("obs.records", "{record}", "Records taken in, by format and what became of them.");
    private static readonly Counter<long> DueCount = Meter.CreateCounter<long>("obs.due", "{reminder}", "Reminders looked at, by kind of work.");
    private static readonly Counter<long> MessageCount = Meter.CreateCounter<long>("obs.messages", "{message}", "Messages tried, by channel and outcome.");

    /// <summary>A piece of work that begins; null when nobody listens.</summary>
    /// <param name="kind">For example <c>keep openlineage</c>, <c>due judge</c>, <c>deliver teams</c>.</param>
    /// <param name="cause">Trace of what caused it, as <see cref="Here"/> gave it; null: what goes on now.</param>
    public static Activity? Begin(string kind, string? cause = null) =>
        cause is not null && ActivityContext.TryParse(cause, null, isRemote: true, out ActivityContext context)
            ? Spans.StartActivity(kind, ActivityKind.Internal, parentContext: default, links: [new ActivityLink(context)])
            : Spans.StartActivity(kind);

    /// <summary>The trace that goes on now, as W3C <c>traceparent</c>; null when nobody listens.</summary>
    public static string? Here => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    public static void Records(string format, string outcome, long count)
    {
        if (count > 0)
        {
            RecordCount.Add(count, new("format", format), new("outcome", outcome));
        }
    }

    public static void Due(string kind) => DueCount.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void Message(string channel, string outcome) => MessageCount.Add(1, new("channel", channel), new("outcome", outcome));
}
