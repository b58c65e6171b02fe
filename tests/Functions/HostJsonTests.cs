using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Observability.App.Triggers;

namespace Observability.Functions;

/// <summary>What the host is told by host.json: it passes over what it does not know, so that a slip of the pen is seen by nobody.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public void Says_only_what_the_host_knows_in_the_form_that_it_reads() => Assert.Empty(HostJson.Problems(Shipped()));

    [Fact]
    public void Is_checked_by_the_version_of_the_extension_that_the_app_names()
    {
        CustomAttributeData named = typeof(EventHubTriggerAttribute).Assembly.GetCustomAttributesData().Single(a => a.AttributeType == typeof(ExtensionInformationAttribute));

        Assert.Equal(HostJson.EventHubs, $"{named.ConstructorArguments[0].Value} {named.ConstructorArguments[1].Value}");
    }

    [Theory]
    [InlineData("extensions.eventHubs.maxBatchSize", "64", "no such key")]
    [InlineData("extensions.eventHubs.MaxWaitTime", "\"00:01:00\"", "no such key")]
    [InlineData("extensions.eventHubs.maxWaitTime", "60", "expected a time as hh:mm:ss from 00:00:00 to 00:10:00")]
    [InlineData("extensions.eventHubs.maxWaitTime", "\"1 minute\"", "expected a time as hh:mm:ss from 00:00:00 to 00:10:00")]
    [InlineData("extensions.eventHubs.maxWaitTime", "\"00:10:01\"", "expected a time as hh:mm:ss from 00:00:00 to 00:10:00")]
    [InlineData("extensions.eventHubs.minEventBatchSize", "1001", "is more than maxEventBatchSize")]
    [InlineData("extensions.eventHubs.partitionOwnershipExpirationInterval", "\"00:00:59\"", "is less than two of loadBalancingUpdateInterval")]
    [InlineData("extensions.queues.batchSize", "33", "expected a whole number from 1 to 32")]
    [InlineData("extensions.queues.batchSize", "\"4\"", "expected a whole number from 1 to 32")]
    [InlineData("extensions.queues.messageEncoding", "\"utf8\"", "expected one of base64, none")]
    [InlineData("extensions.http.routePrefix", "\"/api\"", "expected a path without a slash at its ends")]
    [InlineData("logging.logLevel.Observability", "\"Info\"", "expected one of Trace, Debug, Information, Warning, Error, Critical, None")]
    [InlineData("functionTimeout", "\"forever\"", "expected a time as hh:mm:ss from 00:00:01 to 10675199.02:48:05.4775807")]
    [InlineData("extensionBundle", "{}", "no such key")]
    public void A_key_that_the_host_does_not_know_and_a_value_that_it_cannot_read_are_told(string key, string value, string problem)
    {
        JsonNode host = Shipped();
        string[] path = key.Split('.');
        path[..^1].Aggregate(host, (at, name) => at[name]!)[path[^1]] = JsonNode.Parse(value);

        Assert.Equal([$"{key}: {problem}"], HostJson.Problems(host));
    }

    private static JsonNode Shipped() => JsonNode.Parse(File.ReadAllText(Places.InRepository("host.json")))!;
}
