using System.Text.Json.Nodes;
using Observability.Core.Notifications;

namespace Observability.Adapters.Slack;

/// <summary>A message as Block Kit blocks.</summary>
/// <remarks>
/// Text from outside stands in plain_text, which knows no markup, with &amp; &lt; &gt; as entities, so that nobody is mentioned. Limits: 50 blocks,
/// header 150, text 3,000 characters; Slack refuses somewhere above 9,600 characters in all, which it does not document: the budget is 9,000.
/// </remarks>
public static class SlackBlocks
{
    public const int MostCharacters = 9_000;
    private const int Header = 150;
    private const int Section = 3_000;

    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Render(Notification notification, bool detail)
    {
        Message message = MessageOf.Notification(notification, detail);
        for (int step = 0; ; step++)
        {
            JsonArray blocks = Blocks(message.Shorter(step));
            if (step == 3 || blocks.Sum(Characters) <= MostCharacters)
            {
                return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new JsonObject
                {
                    ["text"] = SlackText.Escape($"{Sign(message.Tone)} {message.Headline}", Section),
                    ["mrkdwn"] = false,
                    ["unfurl_links"] = false,
                    ["unfurl_media"] = false,
                    ["blocks"] = blocks,
                });
            }
        }
    }

    /// <summary>Length of all texts of a block, as Slack seems to add them up.</summary>
    private static int Characters(JsonNode? block) => block switch
    {
        JsonObject o => o.Sum(p => p.Key is "text" or "url" && p.Value is JsonValue v ? v.GetValue<string>().Length : Characters(p.Value)),
        JsonArray a => a.Sum(Characters),
        _ => 0,
    };

    private static JsonArray Blocks(Message message)
    {
        JsonArray blocks =
        [
            Block("header", Plain($"{Sign(message.Tone)} {message.Headline}", Header)),
            Context(message.Label),
        ];
        if (SlackText.Escape(message.Headline, Section).Length + 3 > Header)
        {
            blocks.Add(Block("section", Plain(message.Headline, Section))); // the header shows its beginning only
        }

        foreach (string text in SlackText.Pages(message.Facts.Select(f => $"{f.Label}: {f.Value}"), Section))
        {
            blocks.Add(Block("section", PlainEscaped(text)));
        }

        if (message.Error is { } error)
        {
            blocks.Add(Block("section", Plain("Error: " + error, Section)));
        }

        foreach (AdviceText advice in message.Advice)
        {
            blocks.Add(Block("section", Plain($"💡 {advice.Title}: {advice.Saving}", Section)));
            if (advice.Fix.Length > 0)
            {
                blocks.Add(Block("section", Plain("Fix: " + advice.Fix, Section)));
            }
        }

        if (message.Links.Count > 0)
        {
            blocks.Add(Block("section", new() { ["type"] = "mrkdwn", ["text"] = string.Join(" · ", message.Links.Select(Markup)) }));
        }

        blocks.Add(Context(message.Footer));
        return blocks;
    }

    private static string Markup(MessageLink link) =>
        $"<{link.To.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)}|{link.Text}>";

    private static JsonObject Block(string type, JsonObject text) => new() { ["type"] = type, ["text"] = text };

    private static JsonObject Context(string text) => new() { ["type"] = "context", ["elements"] = new JsonArray(Plain(text, Section)) };

    private static JsonObject Plain(string text, int longest) => PlainEscaped(SlackText.Escape(text, longest));

    private static JsonObject PlainEscaped(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    private static string Sign(Tone tone) => tone switch
    {
        Tone.Critical => "🔴",
        Tone.Warning => "🟠",
        Tone.Good => "✅",
        Tone.Info => "🔵",
        _ => "📊",
    };
}
