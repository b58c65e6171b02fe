using System.Text.Json.Nodes;
using Observability.Adapters.Yaml;
using Observability.Core.Configuration;
using Observability.Core.Primitives;

namespace Observability.Unit.Configuration;

public sealed class YamlSettingsTests
{
    /// <summary>Every section, as the documentation shows it.</summary>
    internal const string Example = """
        receivers:
          - name: data-oncall
            type: teams
            url: env:TEAMS_ONCALL_URL
          - name: finance
            type: slack
            url: file:/run/secrets/slack-finance
            detail: true
          - name: hook
            type: webhook
            url: https://alerts.example.com/in
            secret: env:HOOK_SECRET
        routes:
          - match: { severity: critical }
            receivers: [data-oncall]
            repeat_every: 4h
            continue: true
          - match:
              kind: [spend, "run-*"]
              owner: finance
              subject: job:finance/*
            receivers: [finance, hook]
        silences:
          - match: { subject: "job:legacy/*" }
            from: 2026-11-20
            to: 2026-12-01T08:00:00+01:00
            reason: migration to the new warehouse
        owners:
          - subject: job:finance/*
            owner: finance
        reports:
          - name: weekly
            audience: estate
            currency: EUR
            weekday: monday
            hour: 8
            zone: Europe/Prague
            receivers: [data-oncall]
        recommendations:
          notify_over: { amount: 100, currency: EUR }
          receivers: [finance]
        sources:
          - { name: bills, type: azure-cost-export, every: 2h, container: "https://costs.blob.core.windows.net/exports", prefix: focus }
          - { name: inventory, type: azure-resources, subscriptions: [1f6a2c0e-5b1d-4c7e-9a34-0d2b7c1e8f01], where: resources }
          - name: hub
            type: azure-metrics
            resources: [/subscriptions/s/resourceGroups/g/providers/Microsoft.EventHub/namespaces/hub]
            metrics: [IncomingMessages]
            aggregation: total
            interval: 1h
          - { name: loads, type: log-analytics, workspace: 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d, query: T, back: 2d, late: 1h }
          - { name: hub-lineage, type: event-hubs, namespace: obs.servicebus.windows.net, hub: lineage, consumer_group: obs }
          - { name: topic-lineage, type: kafka, brokers: "kafka:9093", topic: lineage, tls: true, user: obs, password: env:KAFKA_PASSWORD }
        slos:
          - { name: finance-runs, of: runs, subject: "job:finance/*", objective: 99.5, window: 28d }
        dashboard:
          url: https://obs.example.com
        environments:
          non_production:
            sub_accounts: ["*-dev"]
            tags: ["env=dev"]
        detection:
          sensitivity: 0.5
          model: ./trained
        calendars:
          - name: holidays
            zone: Europe/Prague
            holidays: [2026-12-24]
          - name: move
            subject: dataset:warehouse/*
            planned:
              - { from: 2026-12-05, to: 2026-12-07, reason: the warehouse moves }
        retention:
          raw: 14d
          runs: 396d
          incidents: 1096d
          ledger: 1096d
        logs:
          endpoint: https://dce-obs-abcd.westeurope-1.ingest.monitor.azure.com
          rule: dcr-0123456789abcdef0123456789abcdef
          datasets_every: 1h
        """;

    [Fact]
    public void The_documented_example_is_read_as_it_says()
    {
        SettingsFile file = YamlSettings.Read(Example, "observability.yaml");

        Assert.Empty(file.Problems);
        Assert.Equal(["data-oncall", "finance", "hook"], file.Settings.Receivers.Select(r => r.Name));
        Assert.Equal(TimeSpan.FromHours(4), file.Settings.Routes[0].RepeatEvery);
        Assert.Equal(Severity.Critical, file.Settings.Routes[0].Match.Severity);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero), file.Settings.Silences[0].To);
        Assert.Equal("finance", file.Settings.OwnerOf(Subject.Job("finance", "close")));
        Assert.Equal(100m, file.Settings.Recommendations.NotifyOver!.Amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("receivers:\n")]
    [InlineData("~")]
    public void Nothing_written_is_the_defaults(string text)
    {
        SettingsFile file = YamlSettings.Read(text, "x.yaml");

        Assert.Empty(file.Problems);
        Assert.Equal("console", Assert.Single(file.Settings.Receivers).Name);
    }

    [Theory]
    [InlineData("recievers: []", "x.yaml:1:1 recievers: is unknown; did you mean \"receivers\"?")]
    [InlineData("routes:\n  - receivers: [consol]", "x.yaml:2:17 routes[0].receivers[0]: \"consol\" is no receiver of this file; did you mean \"console\"?")]
    [InlineData("routes:\n  - match: { severity: critcal }\n    receivers: [console]", "x.yaml:2:24 routes[0].match.severity: expected info, warning, critical, found \"critcal\"; did you mean \"critical\"?")]
    [InlineData("routes:\n  - match: { kind: [run-faild] }\n    receivers: [console]", "x.yaml:2:21 routes[0].match.kind[0]: \"run-faild\" is no kind of incident; did you mean \"run-failed\"?")]
    [InlineData("routes:\n  - receivers: console", "x.yaml:2:16 routes[0].receivers: expected a list: [console]")]
    [InlineData("routes:\n  - match: {}", "x.yaml:2:5 routes[0].receivers: is missing")]
    [InlineData("routes:\n  - receivers: [console]\n    repeat_every: soon", "x.yaml:3:19 routes[0].repeat_every: expected a length of time such as 90s, 15m, 4h or 1d, found \"soon\"")]
    [InlineData("routes:\n  - receivers: [console]\n  - receivers: [console]", "x.yaml:3:5 routes[1]: is never reached: routes[0] matches everything and has no \"continue: true\"")]
    [InlineData("receivers:\n  - { name: a, type: carrier-pigeon }", "x.yaml:2:22 receivers[0].type: expected console, teams, slack, webhook, found \"carrier-pigeon\"")]
    [InlineData("receivers:\n  - { name: a, type: console, detail: yes }", "x.yaml:2:39 receivers[0].detail: expected true or false, found \"yes\"")]
    [InlineData("silences:\n  - { match: { owner: a }, from: 2026-11-20T08:00:00, to: 2026-11-21, reason: r }", "x.yaml:2:34 silences[0].from: expected a time with an offset such as 2026-11-23T08:00:00Z, or a date, found \"2026-11-20T08:00:00\"")]
    [InlineData("a: &x [1]\nb: *x", "x.yaml:2:4 *x: aliases are not read; write it out")]
    [InlineData("slos:\n  - { name: a, of: runs, objective: 100 }", "x.yaml:2:37 slos[0].objective: expected a percentage from 50 up to but not including 100")]
    [InlineData("slos:\n  - { name: a, of: runs, objective: 99, window: 36h }", "x.yaml:2:49 slos[0].window: expected whole days, 1d to 90d")]
    [InlineData("dashboard:\n  url: http://obs.example.com", "x.yaml:2:8 dashboard.url: expected an address such as https://obs.example.com; http on this machine only")]
    [InlineData("dashboard:\n  url: https://obs.example.com?key=1", "x.yaml:2:8 dashboard.url: expected an address such as https://obs.example.com; http on this machine only")]
    [InlineData("logs:\n  endpoint: http://dce.example.com\n  rule: dcr-0123456789abcdef0123456789abcdef", "x.yaml:2:13 logs.endpoint: expected an address such as https://dce-obs-abcd.westeurope-1.ingest.monitor.azure.com")]
    [InlineData("logs:\n  endpoint: https://dce.example.com\n  rule: my-rule", "x.yaml:3:9 logs.rule: expected the immutable id of a data collection rule: dcr- and 32 hexadecimal digits")]
    [InlineData("logs:\n  endpoint: https://dce.example.com", "x.yaml:2:13 logs.endpoint: \"logs.rule\" is missing")]
    [InlineData("logs:\n  rule: dcr-0123456789abcdef0123456789abcdef", "x.yaml:2:9 logs.rule: \"logs.endpoint\" is missing")]
    [InlineData("logs:\n  datasets_every: 1m", "x.yaml:2:19 logs.datasets_every: expected 15m to 1d")]
    [InlineData("detection:\n  sensitivity: 2", "x.yaml:2:16 detection.sensitivity: expected a number from 0 to 1")]
    [InlineData("detection:\n  model: ' '", "x.yaml:2:10 detection.model: expected the path of a folder that obs train wrote")]
    [InlineData("detection:\n  model: [a]", "x.yaml:2:10 detection.model: expected one value")]
    [InlineData("routes: []\nroutes: []", "x.yaml:2:1 record: is no YAML: Duplicate key routes")]
    public void What_cannot_be_meant_is_said_with_its_place(string text, string problem) =>
        Assert.Equal(problem, Assert.Single(YamlSettings.Read(text, "x.yaml").Problems).ToString());

    [Fact]
    public void All_problems_of_a_file_are_listed()
    {
        SettingsFile file = YamlSettings.Read("routs: 1\nreceivers:\n  - type: teams\n    name: A\n    nmae: b\nreports: 7", "x.yaml");

        Assert.Equal([1, 5, 6], file.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("https://prod-1.westeurope.logic.azure.com/workflows/x?sig=SECRETSECRET", "teams")]
    [InlineData("https://hooks.slack.com/services/T0/B0/SECRETSECRET", "slack")]
    [InlineData("https://example.com/in?token=SECRETSECRET", "webhook")]
    [InlineData("https://user:SECRETSECRET@example.com/in", "webhook")]
    public void A_secret_address_in_the_file_is_refused_and_not_repeated(string url, string type)
    {
        SettingsFile file = YamlSettings.Read($"receivers:\n  - name: a\n    type: {type}\n    url: {url}", "x.yaml");

        string problem = Assert.Single(file.Problems).ToString();
        Assert.StartsWith("x.yaml:4:10 receivers[0].url: ", problem, StringComparison.Ordinal);
        Assert.Contains("env:NAME or file:PATH", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_not_there_is_said_at_its_place()
    {
        SettingsFile file = YamlSettings.Read("receivers:\n  - name: a\n    type: slack\n    url: env:NOPE", "x.yaml");

        ResolvedReceivers resolved = file.Settings.Resolve(new Secrets(_ => null, _ => null));

        Assert.Equal("x.yaml:4:10 receivers[0].url: env:NOPE is not set, empty or cannot be read", file.At(Assert.Single(resolved.Problems)).ToString());
    }

    [Fact]
    public void Every_key_of_the_schema_is_known_to_the_reader_and_every_other_is_not()
    {
        JsonObject schema = SettingsSchema.Make();

        foreach ((string path, string yaml) in Keys(schema, "", ""))
        {
            Assert.DoesNotContain(YamlSettings.Read(yaml, "x.yaml").Problems, p => p.Problem.StartsWith("is unknown", StringComparison.Ordinal));
            Assert.Contains(YamlSettings.Read(yaml.Replace(path + ":", path + "_x:", StringComparison.Ordinal), "x.yaml").Problems, p => p.Problem.StartsWith("is unknown", StringComparison.Ordinal));
        }

        Assert.Contains(Keys(schema, "", ""), k => k.Yaml.Contains("sub_accounts", StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_uses_every_key_of_the_schema() =>
        Assert.Empty(Keys(SettingsSchema.Make(), "", "").Select(k => k.Key).Distinct().Where(key => !Example.Contains(key + ":", StringComparison.Ordinal)).Except(["allow_local"]));

    [Fact]
    public void Calendars_are_checked_with_their_places()
    {
        const string Yaml = """
            calendars:
              - name: holidays
                zone: Europe/Prage
                holidays: [2026-12-24, 2026-12-24, 24.12.2026]
              - name: empty
              - name: move
                planned:
                  - { from: 2026-12-07, to: 2026-12-05, reason: backwards }
                  - { from: 2026-01-01, to: 2026-12-05, reason: too long }
            """;

        Assert.Equal(["c.yaml:4:40 calendars[0].holidays[2]: expected a day such as 2026-12-24, found \"24.12.2026\""], YamlSettings.Read(Yaml, "c.yaml").Problems.Select(p => p.ToString()));
        Assert.Equal(
            [
                "c.yaml:3:11 calendars[0].zone: \"Europe/Prage\" is no time zone; expected a name such as Europe/Prague",
                "c.yaml:4:28 calendars[0].holidays[1]: \"2026-12-24\" is there twice",
                "c.yaml:5:5 calendars[1]: says nothing: expected \"holidays\" or \"planned\"",
                "c.yaml:8:33 calendars[2].planned[0].to: expected a time after \"from\"",
                "c.yaml:9:33 calendars[2].planned[1].to: expected at most 92 days after \"from\": what lasts longer is how it is",
            ],
            YamlSettings.Read(Yaml.Replace(", 24.12.2026", "", StringComparison.Ordinal), "c.yaml").Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void The_schema_explains_its_keys() =>
        Assert.Equal("This severity or a higher one.", (string?)SettingsSchema.Make()["properties"]!["routes"]!["items"]!["properties"]!["match"]!["properties"]!["severity"]!["description"]);

    /// <summary>One flow-style document for each key, with the keys above it.</summary>
    private static IEnumerable<(string Key, string Yaml)> Keys(JsonObject schema, string open, string close)
    {
        JsonObject? at = schema["type"] is JsonArray or JsonValue && schema["items"] is JsonObject items ? items : schema;
        (string inner, string outer) = schema["items"] is null ? (open, close) : (open + "[", "]" + close);
        foreach ((string key, JsonNode? child) in at["properties"] as JsonObject ?? [])
        {
            yield return (key, $"{inner}{{ {key}: }}{outer}");
            foreach ((string Key, string Yaml) deeper in Keys((JsonObject)child!, $"{inner}{{ {key}: ", $" }}{outer}"))
            {
                yield return deeper;
            }
        }
    }
}
