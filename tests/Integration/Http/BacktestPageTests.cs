using Observability.Estates;

namespace Observability.Integration.Http;

public sealed class BacktestPageTests
{
    [Theory]
    [InlineData("/backtest", "no series is named: /backtest?of=SUBJECT&amp;measure=NAME")]
    [InlineData("/backtest?of=job%3Aa%2Fb", "there is no such series")]
    public async Task Without_a_series_the_page_says_what_is_missing(string path, string says)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await served.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }
}
