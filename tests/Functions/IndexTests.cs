using System.Text.Json;
using Observability.Emulators;
using Observability.Functions.Host;
using Observability.Functions.Host.Rpc;

namespace Observability.Functions;

/// <summary>What the worker tells the host of its functions.</summary>
public sealed class IndexTests(Azurite azurite)
{
    [Fact]
    public async Task The_host_is_told_four_functions_and_what_triggers_each()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();

        Assert.Equal(
            """
            DueTimer: timerTrigger schedule=0 * * * * *
            Http: httpTrigger route={*path} authLevel=Anonymous methods=get,head,post,put,delete,options
            LineageEvents: eventHubTrigger eventHubName=%OBS_EVENT_HUB% connection=OBS_EVENTS consumerGroup=%OBS_EVENT_GROUP% cardinality=Many dataType=Binary
            WorkMessages: queueTrigger queueName=obs-work dataType=String
            """,
            string.Join('\n', worker.Host.Functions.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(Text)));
        Assert.True(worker.Host.Functions["LineageEvents"].RetryOptions?.CalculateSize() > 0, "a batch is to be tried again until the store is back");
    }

    private static string Text(RpcFunctionMetadata function)
    {
        JsonElement trigger = function.RawBindings.Select(raw => JsonDocument.Parse(raw).RootElement).Single(b => b.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        string[] told = ["schedule", "queueName", "eventHubName", "connection", "consumerGroup", "route", "authLevel", "cardinality", "dataType", "methods"];
        return string.Join(' ', [$"{function.Name}: {trigger.GetProperty("type").GetString()}", .. told.Where(name => trigger.TryGetProperty(name, out _)).Select(name => $"{name}={Value(trigger.GetProperty(name))}")]);
    }

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(',', value.EnumerateArray()) : value.ToString();
}
