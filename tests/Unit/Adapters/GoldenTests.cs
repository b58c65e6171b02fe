using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Observability.Adapters.Console;
using Observability.Adapters.Slack;
using Observability.Adapters.Teams;
using Observability.Adapters.Webhook;
using Observability.Core.Notifications;

namespace Observability.Unit.Adapters;

/// <summary>What people see. A difference writes <c>….received.…</c> beside the golden file; when it is right, it takes its place.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. Samples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Teams_shows(string name) => Same($"teams-{name}.golden.json", Json(TeamsCard.Render(Sample(name), detail: true)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Slack_shows(string name) => Same($"slack-{name}.golden.json", Json(SlackBlocks.Render(Sample(name), detail: true)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_webhook_gets(string name) => Same($"webhook-{name}.golden.json", Json(WebhookBody.Render(Sample(name), detail: true)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_console_shows(string name) => Same($"console-{name}.golden.txt", ConsoleText.Render(Sample(name), detail: true));

    private static Notification Sample(string name) => Samples.All.Single(s => s.Name == name).Notification;

    private static string Json(byte[] json) => JsonNode.Parse(json)!.ToJsonString(Readable) + "\n";

    private static void Same(string file, string text, [CallerFilePath] string here = "")
    {
        string golden = Path.Combine(Path.GetDirectoryName(here)!, "golden", file);
        string expected = File.Exists(golden) ? File.ReadAllText(golden) : "";
        if (expected != text)
        {
            File.WriteAllText(golden.Replace(".golden.", ".received.", StringComparison.Ordinal), text);
        }

        Assert.Equal(expected, text);
    }
}
