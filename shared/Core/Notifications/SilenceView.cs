using Observability.Core.Configuration;

namespace Observability.Core.Notifications;

/// <summary>A silence as scripts and the HTTP API see it.</summary>
/// <param name="Id"><c>settings</c> for one that stands in the settings.</param>
/// <param name="Match">Its conditions in words.</param>
/// <param name="Severity">This one or a higher one; null: any.</param>
public sealed record SilenceView(
    string Id, string Match, IReadOnlyList<string> Kind, string? Severity, string? Owner, string? Subject, DateTimeOffset From, DateTimeOffset To, string Reason, string By)
{
    public static SilenceView Of(Silence silence)
    {
        Matcher match = silence.What.Match;
        return new(
            silence.Id,
            match.ToString(),
            match.Kind,
            match.Severity is { } severity ? SettingsJson.Word(severity) : null,
            match.Owner,
            match.Subject,
            silence.What.From,
            silence.What.To,
            silence.What.Reason,
            silence.By);
    }
}
