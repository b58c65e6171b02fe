using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Observability.Functions;

/// <summary>What a host.json may say: the keys that we use or may come to use, with the form that their values have.</summary>
/// <remarks>
/// Source: host.json reference for Azure Functions 2.x and later, Microsoft Learn 2025; EventHubOptions of Microsoft.Azure.WebJobs.Extensions.EventHubs 6.3.5, 2024;
/// QueuesOptions of Microsoft.Azure.WebJobs.Extensions.Storage.Queues 5.3, 2024. The host passes over a key that it does not know, and takes the default.
/// </remarks>
internal static class HostJson
{
    /// <summary>The extension of event hubs, as of which this was looked up.</summary>
    public const string EventHubs = "Microsoft.Azure.WebJobs.Extensions.EventHubs 6.3.5";

    private static readonly string[] Levels = ["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"];

    // A key that ends in .* stands for any below it.
    private static readonly Dictionary<string, Func<JsonNode?, string?>> Known = new(StringComparer.Ordinal)
    {
        ["version"] = OneOf("2.0"),
        ["functionTimeout"] = value => OneOf("-1")(value) is null ? null : Time(TimeSpan.FromSeconds(1), TimeSpan.MaxValue)(value),
        ["logging.logLevel.*"] = OneOf(Levels),
        ["telemetryMode"] = OneOf("OpenTelemetry"),
        ["extensions.http.routePrefix"] = value => Text(value) is { } text && text.Trim('/') == text ? null : "expected a path without a slash at its ends",
        ["extensions.http.maxOutstandingRequests"] = Number(-1, int.MaxValue),
        ["extensions.http.maxConcurrentRequests"] = Number(-1, int.MaxValue),
        ["extensions.http.dynamicThrottlesEnabled"] = Flag,
        ["extensions.queues.maxPollingInterval"] = Time(TimeSpan.FromMilliseconds(100), TimeSpan.MaxValue),
        ["extensions.queues.visibilityTimeout"] = Time(TimeSpan.Zero, TimeSpan.FromDays(7)),
        ["extensions.queues.batchSize"] = Number(1, 32),
        ["extensions.queues.newBatchThreshold"] = Number(0, int.MaxValue),
        ["extensions.queues.maxDequeueCount"] = Number(1, int.MaxValue),
        ["extensions.queues.messageEncoding"] = OneOf("base64", "none"),
        ["extensions.eventHubs.maxEventBatchSize"] = Number(1, int.MaxValue),
        ["extensions.eventHubs.minEventBatchSize"] = Number(1, int.MaxValue),
        ["extensions.eventHubs.maxWaitTime"] = Time(TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        ["extensions.eventHubs.batchCheckpointFrequency"] = Number(1, int.MaxValue),
        ["extensions.eventHubs.prefetchCount"] = Number(0, int.MaxValue),
        ["extensions.eventHubs.prefetchSizeInBytes"] = Number(0, int.MaxValue),
        ["extensions.eventHubs.targetUnprocessedEventThreshold"] = Number(1, int.MaxValue),
        ["extensions.eventHubs.trackLastEnqueuedEventProperties"] = Flag,
        ["extensions.eventHubs.enableCheckpointing"] = Flag,
        ["extensions.eventHubs.partitionOwnershipExpirationInterval"] = Time(TimeSpan.FromSeconds(1), TimeSpan.MaxValue),
        ["extensions.eventHubs.loadBalancingUpdateInterval"] = Time(TimeSpan.FromSeconds(1), TimeSpan.MaxValue),
        ["extensions.eventHubs.transportType"] = OneOf("amqpTcp", "amqpWebSockets"),
        ["extensions.eventHubs.initialOffsetOptions.type"] = OneOf("fromStart", "fromEnd", "fromEnqueuedTime"),
        ["extensions.eventHubs.clientRetryOptions.mode"] = OneOf("fixed", "exponential"),
        ["extensions.eventHubs.clientRetryOptions.tryTimeout"] = Time(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ["extensions.eventHubs.clientRetryOptions.delay"] = Time(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)),
        ["extensions.eventHubs.clientRetryOptions.maximumDelay"] = Time(TimeSpan.Zero, TimeSpan.MaxValue),
        ["extensions.eventHubs.clientRetryOptions.maximumRetries"] = Number(0, 100),
    };

    /// <returns>What is wrong with it, each as <c>key: problem</c>.</returns>
    public static IReadOnlyList<string> Problems(JsonNode host) =>
        [.. Leaves(host, "").SelectMany(leaf => Problem(leaf.Key, leaf.Value) is { } problem ? (string[])[$"{leaf.Key}: {problem}"] : []), .. OfEventHubs(host["extensions"]?["eventHubs"])];

    private static IEnumerable<(string Key, JsonNode? Value)> Leaves(JsonNode? node, string at) =>
        node is JsonObject { Count: > 0 } members ? members.SelectMany(m => Leaves(m.Value, at.Length == 0 ? m.Key : $"{at}.{m.Key}")) : [(at, node)];

    private static string? Problem(string key, JsonNode? value) =>
        Known.TryGetValue(key, out Func<JsonNode?, string?>? check) ? check(value)
        : Known.FirstOrDefault(k => k.Key.EndsWith(".*", StringComparison.Ordinal) && key.StartsWith(k.Key[..^1], StringComparison.Ordinal)).Value is { } any ? any(value)
        : "no such key";

    private static IEnumerable<string> OfEventHubs(JsonNode? hubs)
    {
        if (Whole(hubs?["minEventBatchSize"]) is { } least && least > (Whole(hubs?["maxEventBatchSize"]) ?? 100))
        {
            yield return "extensions.eventHubs.minEventBatchSize: is more than maxEventBatchSize";
        }

        // Whoever holds a partition says so again at each look: one look that is late must not lose it.
        if (Span(hubs?["partitionOwnershipExpirationInterval"]) is { } held && held < 2 * (Span(hubs?["loadBalancingUpdateInterval"]) ?? TimeSpan.FromSeconds(30)))
        {
            yield return "extensions.eventHubs.partitionOwnershipExpirationInterval: is less than two of loadBalancingUpdateInterval";
        }
    }

    private static Func<JsonNode?, string?> OneOf(params string[] allowed) =>
        value => Text(value) is { } text && allowed.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"expected one of {string.Join(", ", allowed)}";

    private static Func<JsonNode?, string?> Number(int least, int most) =>
        value => Whole(value) is { } number && number >= least && number <= most ? null : string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {least} to {most}");

    private static Func<JsonNode?, string?> Time(TimeSpan least, TimeSpan most) =>
        value => Span(value) is { } span && span >= least && span <= most ? null : $"expected a time as hh:mm:ss from {least} to {most}";

    private static string? Flag(JsonNode? value) => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "expected true or false";

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static long? Whole(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out long number) ? number : null;

    private static TimeSpan? Span(JsonNode? value) =>
        TimeSpan.TryParseExact(Text(value), [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss"], CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
}
