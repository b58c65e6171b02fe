using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

[assembly: ExtensionInformation("Microsoft.Azure.WebJobs.Extensions.EventHubs", "6.3.5")]

namespace Observability.App.Triggers;

/// <summary>Runs a function on batches of an event hub, and names the host's extension that does so.</summary>
/// <remarks>
/// Says what Microsoft.Azure.Functions.Worker.Extensions.EventHubs says, for the one use that is made of it. With that package referenced, this file goes.
/// </remarks>
/// <param name="eventHubName">The hub; <c>%NAME%</c> is read from the settings.</param>
[AttributeUsage(AttributeTargets.Parameter)]
[BindingCapabilities(KnownBindingCapabilities.FunctionLevelRetry)]
public sealed class EventHubTriggerAttribute(string eventHubName) : TriggerBindingAttribute, ISupportCardinality
{
    public string EventHubName { get; } = eventHubName;

    /// <summary>Settings under this name say where the hub is: <c>NAME__fullyQualifiedNamespace</c>.</summary>
    public string? Connection { get; set; }

    public string? ConsumerGroup { get; set; }

    /// <summary>Whether a call gets many events.</summary>
    [DefaultValue(true)]
    public bool IsBatched { get; set; } = true;

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
