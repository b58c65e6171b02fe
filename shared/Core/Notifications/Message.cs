namespace Observability.Core.Notifications;

/// <summary>How a message is to look at first sight.</summary>
public enum Tone
{
    Neutral,
    Info,
    Warning,
    Critical,
    Good,
}

/// <summary>A notification in words, the same for every channel: each only lays it out and escapes it. All text is visible, one line, and cut.</summary>
/// <param name="Label">Severity and kind in a few words.</param>
/// <param name="Headline">What happened, in one plain sentence.</param>
/// <param name="Facts">Label and value, most important first.</param>
/// <param name="Error">The source's own words, for receivers that ask for detail.</param>
/// <param name="Advice">What to change, best first.</param>
/// <param name="Links">Where to look and act, most important first.</param>
/// <param name="Footer">Id, for whoever looks it up.</param>
public sealed record Message(
    Tone Tone, string Label, string Headline, IReadOnlyList<Fact> Facts, string? Error, IReadOnlyList<AdviceText> Advice, IReadOnlyList<MessageLink> Links, string Footer)
{
    /// <summary>The same with less in it, for a receiver's limits: 0 all, 1 fewer facts, 2 the first facts, 3 the headline.</summary>
    public Message Shorter(int step) => step switch
    {
        0 => this,
        1 => this with { Error = Error is null ? null : VisibleText.Of(Error, 300), Facts = [.. Facts.Take(8)], Advice = [.. Advice.Take(2)] },
        2 => this with { Error = null, Facts = [.. Facts.Take(3).Select(f => f with { Value = VisibleText.Of(f.Value, 150) })], Advice = [.. Advice.Take(1)] },
        _ => this with { Error = null, Facts = [], Advice = [] },
    };
}

public sealed record Fact(string Label, string Value);

/// <param name="Saving"><c>saves 120 USD a month (80 to 150)</c>.</param>
/// <param name="Fix">A command or a change; empty when there is none.</param>
public sealed record AdviceText(string Title, string Saving, string Fix);

/// <param name="Text">What is behind it, in a few words of ours.</param>
public sealed record MessageLink(string Text, Uri To);
