using Observability.Functions.Host;

namespace Observability.Functions;

/// <summary>An app with wrong settings does not start, and says all that is wrong by name.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Wrong_settings_are_all_named_and_nothing_runs()
    {
        (int code, string error) = await Worker.RefusedAsync(new Dictionary<string, string>
        {
            ["AzureWebJobsStorage__accountName"] = "Not_An_Account",
            ["OBS_API_KEY"] = "short",
            ["OBS_EXPORTS"] = "http://exports.example/x; https://account.blob.core.windows.net",
            ["OBS_CONFIG"] = "/no/such/file.yaml",
        });

        Assert.Equal(2, code);
        Assert.Equal(
            """
            observability: AzureWebJobsStorage__accountName: an account has 3 to 24 lower-case letters and digits
            observability: OBS_EXPORTS: expected an address with https, found http://exports.example/x
            observability: OBS_EXPORTS: https://account.blob.core.windows.net names no container
            observability: OBS_API_KEY: has at least 16 characters, since it is all that callers need
            observability: OBS_CONFIG: there is no file /no/such/file.yaml
            """,
            error.TrimEnd().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Without_an_account_it_says_which_settings_name_one()
    {
        (int code, string error) = await Worker.RefusedAsync(new Dictionary<string, string>());

        Assert.Equal(2, code);
        Assert.Contains("AzureWebJobsStorage__accountName", error, StringComparison.Ordinal);
    }
}
