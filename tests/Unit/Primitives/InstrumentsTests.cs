using System.Collections.Concurrent;
using System.Diagnostics;
using Observability.Core.Primitives;
using Observability.Unit.Incidents;

namespace Observability.Unit.Primitives;

[Collection(nameof(InstrumentsTests))]
public sealed class InstrumentsTests
{
    [Fact]
    public async Task Spans_lead_from_what_was_kept_to_what_was_due_and_tell_nothing_of_the_estate()
    {
        ConcurrentQueue<Activity> spans = new();
        using ActivitySource test = new("test");
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name is Instruments.Name or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using (Activity trigger = test.StartActivity("trigger")!)
        {
            await new Estate().Run("secret-name", 5, good: false).Run("secret-name", 6, good: false).IncidentsAsync(14);
            Activity[] ours = [.. spans.Where(s => s.TraceId == trigger.TraceId)];

            Assert.Contains(ours, s => s.DisplayName == "keep made-up");
            Assert.Contains(ours, s => s.DisplayName == "due judge");
            Assert.All(ours, s => Assert.DoesNotContain("secret-name", s.DisplayName + string.Join(' ', s.TagObjects.Select(t => $"{t.Key}={t.Value}"))));
        }
    }

    [Fact]
    public void A_delivery_is_linked_to_the_work_that_caused_it()
    {
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        string? here;
        ActivityTraceId cause;
        using (Activity work = Instruments.Begin("due judge")!)
        {
            (here, cause) = (Instruments.Here, work.TraceId);
        }

        using Activity delivery = Instruments.Begin("deliver teams", here)!;
        Assert.Equal(cause, Assert.Single(delivery.Links).Context.TraceId);
    }

    [Fact]
    public void A_trace_that_is_none_links_to_nothing() => Assert.Empty(Instruments.Begin("deliver teams", "no trace")?.Links ?? []);
}
