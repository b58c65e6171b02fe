using System.Globalization;

namespace Observability.Functions;

/// <summary>OpenLineage events of made-up jobs, told of the hours before now.</summary>
internal static class Told
{
    /// <summary>What no reader can make an event of.</summary>
    public static readonly string[] Poison = ["", "no event at all", """{"eventTime":"yesterday","eventType":"COMPLETE","job":{"namespace":"air","name":"x"},"run":{"runId":"r"}}""", """{"eventType":"""];

    /// <summary>Start and end of one run of an hour ago that failed, after three that did not.</summary>
    public static string[] FailingJob(string job, DateTimeOffset now) =>
        [.. Enumerable.Range(1, 4).SelectMany(i => Run(job, $"{job}-{i}", now.AddHours(i - 6), i < 4))];

    public static string[] Run(string job, string run, DateTimeOffset start, bool completes) =>
    [
        Event(job, run, start, "START"),
        Event(job, run, start.AddMinutes(7), completes ? "COMPLETE" : "FAIL"),
    ];

    private static string Event(string job, string run, DateTimeOffset at, string type) => $$"""
        {"eventTime":"{{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}","eventType":"{{type}}","producer":"https://example.com/made-up","schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent","run":{"runId":"{{run}}"},"job":{"namespace":"air","name":"{{job}}"},"inputs":[{"namespace":"lake","name":"raw/{{job}}"}],"outputs":[{"namespace":"lake","name":"clean/{{job}}"}]}
        """;
}
