using Observability.Core.Incidents;
using Observability.Unit.Adapters;

namespace Observability.Unit.Incidents;

public sealed class FeedbackTests
{
    private static readonly DateTimeOffset Now = Samples.Failed.Opened.AddHours(1);

    [Fact]
    public void The_newest_word_of_each_person_is_kept()
    {
        Incident one = Say(Say(Say(Samples.Failed, "Ana", "useful"), "Ben", "planned"), "Ana", "NOISE");

        Assert.Equal([("Ben", Feedback.Planned), ("Ana", Feedback.Noise)], one.Feedback.Select(f => (f.By, f.Says)));
        Assert.Equal(["planned", "noise"], IncidentView.Of(one).Feedback.Select(f => f.Says));
    }

    [Fact]
    public void It_is_taken_when_the_incident_is_over() =>
        Assert.Equal(ActedReason.Done, IncidentAct.Apply(Samples.Failed with { Closed = Now, State = IncidentState.Resolved }, new(ActKind.Feedback, "Ana", "noise"), Now).Reason);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("great")]
    public void Other_words_are_refused(string? word) =>
        Assert.Equal((ActedReason.NoSuchWord, null), IncidentAct.Apply(Samples.Failed, new(ActKind.Feedback, "Ana", word), Now));

    [Fact]
    public void The_same_word_again_changes_nothing() =>
        Assert.Equal(ActedReason.Unchanged, IncidentAct.Apply(Say(Samples.Failed, "Ana", "noise"), new(ActKind.Feedback, "Ana", "noise"), Now).Reason);

    private static Incident Say(Incident incident, string by, string word) => IncidentAct.Apply(incident, new(ActKind.Feedback, by, word), Now).Changed!;
}
