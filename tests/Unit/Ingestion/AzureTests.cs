using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Azure;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

public sealed class AzureTests
{
    private const string Disk = """{"id":"/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/disks/d1","name":"d1","type":"Microsoft.Compute/disks","location":"westeurope","sku":{"name":"Premium_LRS"},"tags":{"team":"sales"},"managedBy":null}""";

    [Theory]
    [InlineData("""{"value":[DISK],"nextLink":"x"}""")]
    [InlineData("""{"totalRecords":1,"count":1,"data":[DISK],"resultTruncated":"false"}""")]
    [InlineData("""DISK""")]
    [InlineData("""{"request":{"uri":"x"},"response":{"status":200,"body":{"value":[DISK]}}}""")]
    [InlineData("""{"count":1,"data":{"columns":[{"name":"id"},{"name":"name"},{"name":"location"},{"name":"sku"},{"name":"tags"},{"name":"managedBy"}],"rows":[["/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/disks/d1","d1","westeurope",{"name":"Premium_LRS"},{"team":"sales"},null]]}}""")]
    public async Task A_resource_is_the_same_in_every_form_that_lists_it(string form)
    {
        string text = form.Replace("DISK", Disk, StringComparison.Ordinal);
        Assert.True(new AzureInventory().Recognises(Reading.Head(text)));
        ResourceFact fact = (ResourceFact)Assert.Single(Assert.Single(await new AzureInventory().Read(text)).Facts);

        Assert.Equal(("microsoft.compute/disks", "d1", "westeurope", "Premium_LRS", null, "sales"), (fact.Type, fact.Name, fact.Location, fact.Sku, fact.ManagedBy, fact.Tags["team"]));
    }

    [Fact]
    public async Task Good_resources_beside_a_bad_one_are_kept_and_the_bad_one_has_its_place()
    {
        List<Record> records = await new AzureInventory().Read($"{{\"value\":[\n{Disk},\n{{\"name\":\"nameless\"}},\n{{\"id\":\"/subscriptions/s1\"}}\n]}}", "list.json");

        Assert.Equal("2: 1\nlist.json:3:1 value[1].id: missing\nis no resource", records.Outcome());
    }

    [Theory]
    [InlineData("""{"value":[]}""", "lists nothing")]
    [InlineData("""{"value":[{"id":3}]}""", "in:1:17 value[0].id: missing")]
    [InlineData("""{"value":""", "in:1:10 record: ends inside the document")]
    public async Task What_is_none_says_so(string text, string outcome) => Assert.StartsWith(outcome, (await new AzureInventory().Read(text)).Outcome());

    [Fact]
    public async Task Advice_about_cost_has_its_amount_a_month_and_other_advice_is_left_alone()
    {
        const string List = """
            {"value":[
            {"id":"/subscriptions/s1/providers/Microsoft.Advisor/recommendations/r1","type":"Microsoft.Advisor/recommendations","properties":{"category":"Cost","recommendationTypeId":"t","shortDescription":{"solution":"Buy"},"extendedProperties":{"annualSavingsAmount":"730","savingsCurrency":"USD","term":"P1Y","lookbackPeriod":"60","displaySKU":"B4ms","region":"eastus"},"resourceMetadata":{"resourceId":"/subscriptions/s1"}}},
            {"id":"/subscriptions/s1/providers/Microsoft.Advisor/recommendations/r2","type":"Microsoft.Advisor/recommendations","properties":{"category":"Security"}},
            {"id":"/subscriptions/s1/providers/Microsoft.Advisor/recommendations/r3","type":"Microsoft.Advisor/recommendations","properties":{"category":"Cost","extendedProperties":{"annualSavingsAmount":"a lot"}}}
            ]}
            """;
        Assert.True(new AzureAdvisor().Recognises(Reading.Head(List)));
        List<Record> records = await new AzureAdvisor().Read(List);
        AdviceFact fact = (AdviceFact)Assert.Single(records[0].Facts);

        Assert.Equal((60m, "USD", "P1Y", 60, "B4ms eastus"), (fact.Saving, fact.Currency, fact.Term, fact.LookbackDays, fact.Thing));
        Assert.Equal("2: 1\nadvice about Security, not about cost\nin:4:193 value[2].properties.extendedProperties.annualSavingsAmount: expected a number of 0 or more, found \"a lot\"", records.Outcome());
    }

    [Fact]
    public async Task Metrics_are_points_of_their_resource_and_times_without_a_value_are_gaps()
    {
        const string Answer = """
            {"timespan":"a/b","interval":"PT5M","namespace":"Microsoft.EventHub/namespaces","value":[{"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/hub/providers/Microsoft.Insights/metrics/IncomingMessages","type":"Microsoft.Insights/metrics","name":{"value":"IncomingMessages"},
            "timeseries":[{"metadatavalues":[{"name":{"value":"entityname"},"value":"orders"}],"data":[{"timeStamp":"2026-11-02T08:00:00Z","total":12.0},{"timeStamp":"2026-11-02T08:05:00Z"}]}]}]}
            """;
        Assert.True(new AzureMetrics().Recognises(Reading.Head(Answer)));
        PointFact point = (PointFact)Assert.Single(Assert.Single(await new AzureMetrics().Read(Answer)).Facts);

        Assert.Equal(("source:rg/namespaces/hub", "IncomingMessages total entityname=orders", 12.0), (point.Subject.Text, point.Measure, point.Value));
    }
}
