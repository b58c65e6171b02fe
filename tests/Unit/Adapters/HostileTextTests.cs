using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Observability.Adapters.Console;
using Observability.Adapters.Slack;
using Observability.Adapters.Teams;
using Observability.Adapters.Webhook;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Unit.Adapters;

public sealed class HostileTextTests
{
    private static readonly string[] CardElements =
        ["message", "AdaptiveCard", "Container", "ColumnSet", "Column", "RichTextBlock", "TextRun", "Action.OpenUrl"];

    [Fact]
    public void Every_card_is_within_its_budget_and_made_of_text_that_knows_no_markup() =>
        Hostile.Notifications.Sample(
            notification =>
            {
                byte[] bytes = TeamsCard.Render(notification, detail: true);
                JsonNode card = JsonNode.Parse(bytes)!;
                Assert.True(bytes.Length <= TeamsCard.MostBytes, $"{bytes.Length} bytes");
                Assert.All(Strings(card, "type"), type => Assert.Contains(type, CardElements));
                Assert.All(Strings(card, "text"), text => Assert.DoesNotContain("{{", text, StringComparison.Ordinal));
                Assert.All(Strings(card, "url"), url => Assert.StartsWith("https://", url, StringComparison.Ordinal));
                Visible(string.Concat(Strings(card, "text")).Replace("\u200b{", "{", StringComparison.Ordinal));
            },
            iter: 100);

    [Fact]
    public void No_word_of_a_card_is_wider_than_the_card_and_the_whole_name_can_be_read()
    {
        JsonNode card = JsonNode.Parse(TeamsCard.Render(Samples.Lake, detail: true))!;
        string[] texts = [.. Strings(card, "text")];

        Assert.All(texts.SelectMany(t => t.Split(' ')), word => Assert.InRange(word.Length, 0, 45));
        Assert.Contains(Samples.Lake.Incident!.Root.Text, string.Concat(texts), StringComparison.Ordinal);
        Assert.Contains(Samples.Lake.Incident.Title, Strings(card, "fallbackText").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{x}}")]
    [InlineData("{{{x")]
    [InlineData("{{{{{{{x")]
    [InlineData("${x}")]
    public void No_run_of_braces_becomes_an_expression_in_a_card(string title) =>
        Assert.All(
            Strings(JsonNode.Parse(TeamsCard.Render(Samples.Worse with { Change = title }, detail: true))!, "text"),
            text => Assert.False(text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal), text));

    [Fact]
    public void Every_block_message_is_within_slacks_limits_and_mentions_nobody() =>
        Hostile.Notifications.Sample(
            notification =>
            {
                JsonObject message = (JsonObject)JsonNode.Parse(SlackBlocks.Render(notification, detail: true))!;
                JsonArray blocks = (JsonArray)message["blocks"]!;
                Assert.InRange(blocks.Count, 1, 50);
                Assert.InRange(Strings(blocks, "text").Sum(t => t.Length), 1, 9_000);
                Assert.All(Strings(message, "text"), text => Assert.InRange(text.Length, 1, 3_000));
                Assert.All(Texts(blocks, "plain_text").Append((string)message["text"]!), text => Assert.Equal(-1, text.AsSpan().IndexOfAny('<', '>')));
                Assert.All(Texts(blocks, "mrkdwn"), link => Assert.Matches("^<https://[^<>|\\s]+\\|Open the (run|source|report|recommendations)>$", link));
                Assert.True(((string)blocks[0]!["text"]!["text"]!).Length <= 150);
                Visible(string.Concat(Strings(message, "text")).Replace("\n", "", StringComparison.Ordinal));
            },
            iter: 100);

    [Fact]
    public void Every_webhook_body_is_within_its_budget_and_says_what_it_is() =>
        Hostile.Notifications.Sample(
            notification =>
            {
                byte[] bytes = WebhookBody.Render(notification, detail: true);
                JsonNode body = JsonNode.Parse(bytes)!;
                Assert.True(bytes.Length <= WebhookBody.MostBytes, $"{bytes.Length} bytes");
                Assert.Equal("msg_1", (string?)body["id"]);
                Assert.NotNull(body["data"]!["type"]);
                Assert.All(Strings(body, "link"), link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
            },
            iter: 100);

    [Fact]
    public void Every_console_block_is_plain_lines() =>
        Hostile.Notifications.Sample(
            notification =>
            {
                string text = ConsoleText.Render(notification, detail: true);
                Visible(text.Replace("\n", "", StringComparison.Ordinal));
                Assert.All(text.TrimEnd('\n').Split('\n').Skip(1), line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
            },
            iter: 100);

    [Fact]
    public void Secrets_and_mail_addresses_reach_no_receiver() =>
        Assert.All(Hostile.Attacks, attack =>
        {
            Notification hostile = Samples.Opened with
            {
                Incident = Samples.Failed with { Title = attack, Evidence = Samples.Failed.Evidence with { Why = attack, Error = "first line\n" + attack } },
            };
            byte[][] payloads = [TeamsCard.Render(hostile, true), SlackBlocks.Render(hostile, true), WebhookBody.Render(hostile, true), Encoding.UTF8.GetBytes(ConsoleText.Render(hostile, true))];
            Assert.All(payloads.Select(Encoding.UTF8.GetString), payload =>
            {
                Assert.DoesNotContain(Hostile.Secret, payload, StringComparison.Ordinal);
                Assert.DoesNotContain("kim.private", payload, StringComparison.Ordinal);
            });
        });

    [Fact]
    public void Error_texts_reach_only_receivers_that_ask_for_detail()
    {
        Notification failed = Samples.Opened;
        string[] Payloads(bool detail) =>
            [.. new[] { TeamsCard.Render(failed, detail), SlackBlocks.Render(failed, detail), WebhookBody.Render(failed, detail) }.Select(Encoding.UTF8.GetString), ConsoleText.Render(failed, detail)];

        Assert.All(Payloads(true), p => Assert.Contains("ParquetSchemaMismatch", p, StringComparison.Ordinal));
        Assert.All(Payloads(false), p => Assert.DoesNotContain("ParquetSchemaMismatch", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_that_are_not_plain_https_are_dropped() =>
        Assert.Equal(
            ["https://example.com/a%7Cb%3Ec%3Cd?e=%22f%22&g=h"],
            Hostile.Links.Select(SafeLink.Of).OfType<Uri>().Select(u => u.AbsoluteUri));

    [Theory]
    [InlineData("a\u202Eb", 20, "a⟨U+202E⟩b")]
    [InlineData("a\u200Bb\uFEFF", 40, "a⟨U+200B⟩b⟨U+FEFF⟩")]
    [InlineData("ok\r\nERROR \u001b[31m", 40, "ok  ERROR ⟨U+001B⟩[31m")]
    [InlineData("EUR", 3, "EUR")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a😀😀", 4, "a😀…")]
    [InlineData("ab\u202E", 5, "ab…")]
    public void What_cannot_be_seen_is_made_visible_and_what_is_long_is_cut(string text, int longest, string shown) =>
        Assert.Equal(shown, VisibleText.Of(text, longest));

    private static void Visible(string text) =>
        Assert.DoesNotContain(text.EnumerateRunes(), r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static IEnumerable<string> Strings(JsonNode? node, string name) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == name && p.Value is JsonValue v ? [v.GetValue<string>()] : Strings(p.Value, name)),
        JsonArray a => a.SelectMany(n => Strings(n, name)),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node, string type) => node switch
    {
        JsonObject o when (o["type"] as JsonValue)?.ToString() == type => [(string)o["text"]!],
        JsonObject o => o.SelectMany(p => Texts(p.Value, type)),
        JsonArray a => a.SelectMany(n => Texts(n, type)),
        _ => [],
    };
}
