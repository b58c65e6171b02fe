using System.Globalization;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Notifications;

/// <summary>Puts a notification into words.</summary>
public static class MessageOf
{
    /// <summary>Label of the fact that says the whole name.</summary>
    public const string SubjectLabel = "Subject";

    private const int NamesShown = 5;

    /// <param name="detail">Whether the receiver may see error texts.</param>
    public static Message Notification(Notification notification, bool detail) =>
        notification.Incident is { } incident ? Incident(notification, incident, detail) : DigestMessage.Of(notification, notification.Digest!);

    internal static AdviceText Words(Advice advice) => new(
        VisibleText.Of(advice.Title, 200),
        $"saves {Money(advice.Amount)} {VisibleText.Of(advice.Currency, 3)} a month ({Money(advice.Low)} to {Money(advice.High)})",
        VisibleText.Of(advice.Fix, 400));

    private static Message Incident(Notification notification, Incident incident, bool detail)
    {
        bool over = notification.Reason == NotificationReason.Resolved;
        string kind = incident.Kind.Replace('-', ' ');
        string prefix = notification.Reason switch
        {
            NotificationReason.Worse => "Worse: ",
            NotificationReason.Repeated => "Still open: ",
            NotificationReason.Resolved => "Resolved: ",
            _ => "",
        };
        return new(
            over ? Tone.Good : incident.Severity switch { Severity.Critical => Tone.Critical, Severity.Warning => Tone.Warning, _ => Tone.Info },
            $"{(over ? "RESOLVED" : incident.Severity.ToString().ToUpperInvariant())} · {kind}",
            prefix + VisibleText.Of(incident.Title, 240),
            [.. Facts(notification, incident, over).Where(f => f.Value.Length > 0)],
            detail && !over && !string.IsNullOrWhiteSpace(incident.Evidence.Error) ? VisibleText.Of(incident.Evidence.Error, 1_000) : null,
            over ? [] : [.. incident.Advice.Take(1).Select(Words)],
            Links(notification, incident, over),
            $"incident {VisibleText.Of(incident.Id, 60)}");
    }

    // Our own page first: that is where something can be done about it.
    private static IReadOnlyList<MessageLink> Links(Notification notification, Incident incident, bool over)
    {
        string source = incident.Evidence.RunId is not null || incident.Kind.StartsWith("run-", StringComparison.Ordinal) ? "Open the run" : "Open the source";
        MessageLink?[] links =
        [
            notification.Page is { } page ? new(over ? "Look at it" : "Look at it and act", page) : null,
            SafeLink.Of(incident.Evidence.Link) is { } outside ? new(source, outside) : null,
        ];
        return [.. links.OfType<MessageLink>()];
    }

    private static IEnumerable<Fact> Facts(Notification notification, Incident incident, bool over)
    {
        Evidence evidence = incident.Evidence;
        if (notification.Reason is NotificationReason.Worse)
        {
            yield return new("News", VisibleText.Of(notification.Change, 200));
        }

        yield return Since(notification, incident, over);
        yield return new("Owner", incident.Owner is { Length: > 0 } owner ? VisibleText.Of(owner, 100) : "nobody named");
        if (Numbers(evidence) is { } numbers)
        {
            yield return numbers;
        }

        yield return new("Expected by", Time(evidence.ExpectedBy));
        yield return new("Why", VisibleText.Of(evidence.Why, 300));
        Subject[] others = [.. incident.Members.Where(m => over || m.Until is null).Select(m => m.Subject).Where(s => s != incident.Root).Distinct()];
        yield return new(over ? "Was broken too" : "Also broken", others.Length == 0 ? "" : $"{others.Length} more downstream: {Names(others)}");
        yield return new("At risk", over || incident.Impacted.Count == 0 ? "" : Names(incident.Impacted));
        yield return new("Last good", over ? "" : Time(evidence.LastGood));
        yield return new("Rests on", VisibleText.Of(evidence.History, 150));
        yield return new(SubjectLabel, VisibleText.Of(incident.Root.Text, 200));
    }

    private static Fact Since(Notification notification, Incident incident, bool over)
    {
        DateTimeOffset end = incident.Closed ?? notification.Created;
        TimeSpan length = end > incident.Opened ? end - incident.Opened : TimeSpan.Zero;
        return over
            ? new("Lasted", $"{Quantity.Duration(length)}, {Time(incident.Opened)} to {Time(end)}")
            : new("Since", length < TimeSpan.FromMinutes(1) ? Time(incident.Opened) : $"{Time(incident.Opened)} ({Ago(length)} ago)");
    }

    private static string Ago(TimeSpan length) =>
        length < TimeSpan.FromHours(1) ? $"{length.Minutes} min" : Quantity.Duration(length);

    /// <summary>What was measured against what was expected; null when there are no numbers, or they say only that a run failed.</summary>
    private static Fact? Numbers(Evidence evidence)
    {
        if (evidence is not { Actual: { } actual, Expected: { } expected, Measure: { } measure } || measure is "failed" || !double.IsFinite(actual) || !double.IsFinite(expected))
        {
            return null;
        }

        string unit = evidence.Unit ?? "";
        string band = evidence is { Lower: { } low, Upper: { } high } && double.IsFinite(low) && double.IsFinite(high)
            ? $" ({Quantity.Text(low, unit)} to {Quantity.Text(high, unit)})"
            : "";
        string label = VisibleText.Of(measure, 40);
        return new(
            label.Length == 0 ? "Measured" : char.ToUpperInvariant(label[0]) + label[1..],
            VisibleText.Of($"{Quantity.Text(actual, unit)}, expected about {Quantity.Text(expected, unit)}{band}", 200));
    }

    internal static string Names(IReadOnlyList<Subject> subjects)
    {
        string shown = string.Join(", ", subjects.Take(NamesShown).Select(s => VisibleText.Of(ShortName.Within(VisibleText.Of(s.Spoken(), 400), 80), 80)));
        return subjects.Count > NamesShown ? $"{shown} and {subjects.Count - NamesShown} more" : shown;
    }

    private static string Time(DateTimeOffset? time) =>
        time is { } at ? at.UtcDateTime.ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture) + " UTC" : "";

    private static string Money(decimal amount) => amount.ToString(Math.Abs(amount) >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture);
}
