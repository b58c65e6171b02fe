using Observability.Core.Primitives;

namespace Observability.Core.Notifications;

/// <summary>Puts a report or new recommendations into words.</summary>
internal static class DigestMessage
{
    private const int FactsShown = 12;
    private const int AdviceShown = 5;

    public static Message Of(Notification notification, Digest digest)
    {
        Fact[] facts =
        [
            new("In short", VisibleText.Of(digest.Text, 600)),
            .. digest.Facts.Take(FactsShown).Select(f => new Fact(VisibleText.Of(f.Label, 60), VisibleText.Of(f.Value, 200))),
            new("About", digest.Subjects.Count == 0 ? "" : MessageOf.Names(digest.Subjects)),
            new("Not shown", digest.Advice.Count > AdviceShown ? $"{digest.Advice.Count - AdviceShown} more recommendations" : ""),
        ];
        return new(
            Tone.Neutral,
            $"{(notification.Reason == NotificationReason.Report ? "REPORT" : "RECOMMENDATIONS")} · {VisibleText.Of(digest.Period, 40)}",
            VisibleText.Of(digest.Title, 240),
            [.. facts.Where(f => f.Value.Length > 0)],
            null,
            [.. digest.Advice.Take(AdviceShown).Select(MessageOf.Words)],
            SafeLink.Of(digest.Link) is { } link ? [new(notification.Reason == NotificationReason.Report ? "Open the report" : "Open the recommendations", link)] : [],
            VisibleText.Of(notification.Id, 60));
    }
}
