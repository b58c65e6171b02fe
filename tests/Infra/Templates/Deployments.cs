namespace Observability.Infra.Templates;

/// <summary>Parameters under which what would be deployed is looked at.</summary>
internal static class Deployments
{
    // Everything that can be left out is there, and every name is as long as it can be.
    private const string Longest = """
        using 'main.bicep'

        param name = 'abcdefghij'
        param env = 'prod'
        param alertEmails = ['a@example.com']
        param monthlyBudget = 1
        param split = true
        param privateNetwork = true
        param publicHttp = true
        param httpKeyName = 'api-key'
        param operators = [{ principalId: '11111111-1111-1111-1111-111111111111', principalType: 'Group' }]
        """;

    // Everything over the internet, with Event Hubs.
    private const string Open = """
        using 'main.bicep'

        param env = 'test'
        param alertEmails = ['a@example.com']
        param monthlyBudget = 1
        param split = true
        param lineageSenders = ['22222222-2222-2222-2222-222222222222']
        """;

    public static TheoryData<string> Names => ["dev", "prod", "longest", "open"];

    public static string Parameters(string name) => name switch
    {
        "longest" => Longest,
        "open" => Open,
        _ => Repository.Text("infra-bicep", $"main.{name}.bicepparam"),
    };
}
