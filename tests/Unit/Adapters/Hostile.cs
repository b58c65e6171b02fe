using System.Text;
using CsCheck;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Unit.Adapters;

/// <summary>Incidents whose every text was written by somebody who wants something else than to be read.</summary>
internal static class Hostile
{
    /// <summary>Must be in no payload.</summary>
    public const string Secret = "SecretSecret123456";

    public static readonly string[] Attacks =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "[click](javascript:alert(1))", "**x**", "[a](https://evil.test)", "<!channel>", "<!here>",
        "<@U1>", "<https://evil.test|bank>", "&lt;!channel&gt;", "ok\r\n2026 ERROR admin", "\u001b[31mred\u001b[0m", "\u202Egnp.exe", "a\u200Bb\uFEFF", "{{DATE(2026-01-01T00:00:00Z)}}",
        "${secret}", "@{triggerBody()}", "x' | union SecretTable //", "```", "~~~", "_i_", "# h", "\ud800", "\udc00", "\0", "<at>everyone</at>", ":smile:", "😀", "é\u0301\u0301", "中文名字",
        $"https://x.logic.azure.com/?sig={Secret}", $"AccountKey={Secret}==", $"Bearer {Secret}", $"xoxb-{Secret}", $"password: {Secret}", "kim.private@example.com",
    ];

    public static readonly string[] Links =
    [
        "javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "http://example.com", "https://user:pw@example.com/", $"https://example.com/?sig={Secret}",
        "https://example.com/a|b>c<d?e=\"f\"&g=h", "not a link", "//example.com", "https://example.com/" + new string('x', 5_000),
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(Attacks).Array[0, 12].Select(parts => string.Join(' ', parts)),
        Gen.Char.Array[0, 300].Select(c => new string(c)),
        Gen.Select(Gen.OneOf(Attacks), Gen.Int[1, 300], (attack, times) => new StringBuilder().Insert(0, attack, times).ToString()));

    private static readonly Gen<double?> Number = Gen.OneOf<double?>(null, 0, -1, 1e308, -1e308, double.NaN, double.PositiveInfinity, 12.345, double.Epsilon);

    private static readonly Gen<Advice> Advised = Gen.Select(Text, Text, Text, Gen.Decimal, (a, b, c, money) => new Advice(a, b, money, decimal.MinValue, decimal.MaxValue, c, b));

    private static readonly Gen<Evidence> Evidenced =
        Gen.Select(Text, Text, Text, Gen.OneOf(Links), Number, Number, (why, error, unit, link, x, y) => new Evidence
        {
            Why = why,
            Error = error,
            Unit = unit,
            Measure = error,
            History = unit,
            Link = link,
            Actual = x,
            Expected = y,
            Lower = y,
            Upper = x,
            ExpectedBy = DateTimeOffset.MaxValue,
            LastGood = DateTimeOffset.MinValue,
        });

    public static Gen<Notification> Notifications { get; } =
        Gen.Select(Text, Text, Evidenced, Text.Array[0, 300], Advised.Array[0, 20], Gen.Enum<NotificationReason>(), (title, owner, evidence, names, advice, reason) => new Notification
        {
            Id = "msg_1",
            Receiver = "a",
            Reason = reason,
            Created = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero),
            Change = owner,
            Digest = reason is NotificationReason.Report or NotificationReason.Recommendations
                ? new(title, owner, evidence.Why, [.. names.Select(n => (n, n))], advice, [.. names.Select(n => new Subject(n))], evidence.Link)
                : null,
            Incident = reason is NotificationReason.Report or NotificationReason.Recommendations
                ? null
                : new()
                {
                    Id = "202611-1",
                    Kind = IncidentKind.RunFailed,
                    Severity = Severity.Critical,
                    Root = new(title),
                    Title = title,
                    Opened = DateTimeOffset.MinValue,
                    Owner = owner,
                    Members = [.. names.Select(n => new Member(new(n), IncidentKind.Volume, n, DateTimeOffset.MinValue))],
                    Impacted = [.. names.Select(n => new Subject(n))],
                    Evidence = evidence,
                    Advice = advice,
                },
        });
}
