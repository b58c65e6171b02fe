namespace Observability.Infra.Templates;

public sealed class PrivateTests(Bicep bicep)
{
    private static readonly string[] Reached = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.EventHub/namespaces", "Microsoft.Web/sites"];

    [Fact]
    public async Task In_a_private_network_nothing_is_reached_over_the_internet()
    {
        Predicted made = await bicep.PredictAsync("prod");

        Assert.All(made.Resources.Where(r => Reached.Contains(r.Type)), r => Assert.Equal("Disabled", r["publicNetworkAccess"]));
        Assert.Equal("Deny", made.One("Microsoft.Storage/storageAccounts")["networkAcls.defaultAction"]);
        Assert.Equal("Deny", made.One("Microsoft.KeyVault/vaults")["networkAcls.defaultAction"]);
        Assert.Equal("Disabled", made.One("Microsoft.OperationalInsights/workspaces")["publicNetworkAccessForIngestion"]);
        Assert.Equal("Disabled", made.One("Microsoft.Insights/components")["publicNetworkAccessForIngestion"]);
        Assert.Equal("Disabled", made.One("Microsoft.Insights/dataCollectionEndpoints")["networkAcls.publicNetworkAccess"]);
    }

    [Fact]
    public async Task Whatever_is_private_has_an_endpoint_with_a_name_in_a_zone()
    {
        Predicted made = await bicep.PredictAsync("prod");
        PredictedResource[] endpoints = [.. made.Of("Microsoft.Network/privateEndpoints")];

        Assert.Equal(
            ["azuremonitor", "blob", "namespace", "queue", "sites", "sites", "table", "vault"],
            endpoints.Select(e => e["privateLinkServiceConnections.0.properties.groupIds.0"]!).Order());
        Assert.All(
            made.Resources.Where(r => Reached.Contains(r.Type)),
            r => Assert.Contains(endpoints, e => e["privateLinkServiceConnections.0.properties.privateLinkServiceId"] == r.Id));
        Assert.All(endpoints, e => Assert.NotNull(Assert.Single(made.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups"), z => z.Name == e.Name + "/default")["privateDnsZoneConfigs.0.properties.privateDnsZoneId"]));
    }

    [Fact]
    public async Task Every_zone_is_known_in_the_network()
    {
        Predicted made = await bicep.PredictAsync("prod");

        Assert.Equal(made.Of("Microsoft.Network/privateDnsZones").Count, made.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.All(made.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks"), l => Assert.Equal(made.One("Microsoft.Network/virtualNetworks").Id, l["virtualNetwork.id"]));
    }

    [Fact]
    public async Task Apps_call_from_a_subnet_of_theirs_that_Flex_Consumption_may_use()
    {
        Predicted made = await bicep.PredictAsync("prod");

        Assert.All(made.Of("Microsoft.Web/sites"), a => Assert.EndsWith("/subnets/functions", a["virtualNetworkSubnetId"], StringComparison.Ordinal));
        Assert.Equal("Microsoft.App/environments", made.One("Microsoft.Network/virtualNetworks")["subnets.0.properties.delegations.0.properties.serviceName"]);
        Assert.Equal(("10.60.0.0/25", "10.60.0.128/26"), (made.One("Microsoft.Network/virtualNetworks")["subnets.0.properties.addressPrefix"], made.One("Microsoft.Network/virtualNetworks")["subnets.1.properties.addressPrefix"]));
    }

    [Fact]
    public async Task Http_can_stay_open_while_everything_behind_it_is_private()
    {
        Predicted made = await bicep.PredictAsync("longest");

        Assert.All(made.Of("Microsoft.Web/sites"), a => Assert.Equal("Enabled", a["publicNetworkAccess"]));
        Assert.Equal("Disabled", made.One("Microsoft.Storage/storageAccounts")["publicNetworkAccess"]);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("open")]
    public async Task Without_it_there_is_no_network_to_pay_for(string name) =>
        Assert.DoesNotContain((await bicep.PredictAsync(name)).Resources, r => r.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
}
