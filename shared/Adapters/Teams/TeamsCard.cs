using System.Text.Json.Nodes;
using Observability.Core.Notifications;

namespace Observability.Adapters.Teams;

/// <summary>A message as an Adaptive Card in the envelope that Teams' workflows expect.</summary>
/// <remarks>
/// Version 1.4, and only elements of 1.2. Text from outside stands in text runs, which know no markdown. Teams refuses 28,672 bytes as it
/// writes them itself, after it has answered 202: the budget is 20,000 bytes with everything escaped, and a message that is over loses
/// first its error text and later facts, at last everything but the headline. Long names are shortened but in the fact that names the subject, which stands in lines.
/// </remarks>
public static class TeamsCard
{
    public const int MostBytes = 20_000;

    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Render(Notification notification, bool detail)
    {
        Message message = MessageOf.Notification(notification, detail);
        for (int step = 0; ; step++)
        {
            byte[] json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Envelope(message.Shorter(step)));
            if (json.Length <= MostBytes || step == 3)
            {
                return json;
            }
        }
    }

    private static JsonObject Envelope(Message message) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = Card(message),
        }),
    };

    private static JsonObject Card(Message message)
    {
        JsonObject card = new()
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["fallbackText"] = Elements.Literal(message.Headline),
            ["body"] = Body(message),
        };
        if (message.Links.Count > 0)
        {
            card["actions"] = new JsonArray([.. message.Links.Select(l => new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = l.Text, ["url"] = l.To.AbsoluteUri })]);
        }

        return card;
    }

    private static JsonArray Body(Message message)
    {
        JsonArray body = [Elements.Box(Style(message.Tone), true, Elements.Text(message.Label, "Small", bold: true), Elements.Text(Elements.Short(message.Headline), "Large", bold: true))];
        if (message.Facts.Count > 0)
        {
            body.Add(Elements.Box(null, false, [.. message.Facts.Select(Elements.Row)]));
        }

        if (message.Error is { } error)
        {
            body.Add(Elements.Box("emphasis", false, Elements.Text("Error", "Small", bold: true), Elements.Text(error, "Small", mono: true)));
        }

        foreach (AdviceText advice in message.Advice)
        {
            body.Add(Elements.Box(
                "accent",
                false,
                Elements.Text(Elements.Short($"{advice.Title}: {advice.Saving}"), "Default", bold: true),
                Elements.Text(advice.Fix, "Small", mono: true)));
        }

        body.Add(Elements.Text(message.Footer, "Small", subtle: true));
        return body;
    }

    private static string Style(Tone tone) => tone switch
    {
        Tone.Critical => "attention",
        Tone.Warning => "warning",
        Tone.Good => "good",
        Tone.Info => "accent",
        _ => "emphasis",
    };
}
