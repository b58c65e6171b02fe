namespace Observability.Infra.Templates;

public sealed class SnapshotTests(Bicep bicep)
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task What_would_be_deployed_is_what_was_looked_at(string env)
    {
        string file = Repository.At("infra-bicep", $"main.{env}.bicepparam");
        BicepResult result = await bicep.RunAsync(["snapshot", file, "--mode", Kept.Accepts ? "overwrite" : "validate", "--resource-group", $"rg-obs-{env}", .. Bicep.Place]);

        Assert.True(result.Status == 0, $"infra-bicep/main.{env}.snapshot.json says something else; OBS_ACCEPT=1 keeps what is made now:\n{result.Output}{result.Errors}");
    }

    [Fact]
    public async Task A_change_of_what_would_be_deployed_is_seen()
    {
        string file = bicep.WriteParameters("changed", Deployments.Parameters("dev").Replace("maximumInstances = 5", "maximumInstances = 6", StringComparison.Ordinal));
        bicep.Write("changed.snapshot.json", Repository.Text("infra-bicep", "main.dev.snapshot.json"));

        BicepResult result = await bicep.RunAsync(["snapshot", file, "--mode", "validate", "--resource-group", "rg-obs-dev", .. Bicep.Place]);

        Assert.Equal(1, result.Status);
        Assert.Contains("maximumInstanceCount", result.Output, StringComparison.Ordinal);
    }
}
