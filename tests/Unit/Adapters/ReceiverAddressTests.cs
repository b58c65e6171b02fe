using System.Net;
using Observability.Adapters.Http;
using Observability.Core.Notifications;

namespace Observability.Unit.Adapters;

public sealed class ReceiverAddressTests
{
    [Theory]
    [InlineData("webhook", "https://alerts.example.com/in", null)]
    [InlineData("teams", "https://prod-12.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x", null)]
    [InlineData("teams", "https://default1.2.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/a?sig=x", null)]
    [InlineData("slack", "https://hooks.slack.com/services/T/B/x", null)]
    [InlineData("webhook", "http://alerts.example.com/in", "needs an https address")]
    [InlineData("webhook", "http://169.254.169.254/metadata", "needs an https address")]
    [InlineData("webhook", "https://127.0.0.1:8443/", "leads to an address that is not of the internet")]
    [InlineData("webhook", "https://[::1]/", "leads to an address that is not of the internet")]
    [InlineData("webhook", "https://[::ffff:10.0.0.1]/", "leads to an address that is not of the internet")]
    [InlineData("webhook", "https://2130706433/", "leads to an address that is not of the internet")]
    [InlineData("webhook", "https://0x7f.1/", "leads to an address that is not of the internet")]
    [InlineData("slack", "https://hooks.slack.com@evil.test/", "must not have a user name in its address")]
    [InlineData("slack", "https://hooks.slack.com.evil.test/", "is no Slack webhook: expected hooks.slack.com")]
    [InlineData("teams", "https://logic.azure.com.evil.test/", "is no Teams workflow: expected an address under logic.azure.com or api.powerplatform.com")]
    [InlineData("teams", "https://evillogic.azure.com/", "is no Teams workflow: expected an address under logic.azure.com or api.powerplatform.com")]
    public void An_address_is_looked_at_before_anything_is_sent(string type, string url, string? problem) =>
        Assert.Equal(problem, ReceiverAddress.Problem(new() { Name = "a", Type = type, Url = new(url) }));

    [Theory]
    [InlineData("https://contoso.webhook.office.com/webhookb2/x")]
    [InlineData("https://outlook.office.com/webhook/x")]
    public void A_connector_that_is_no_more_is_refused_with_what_to_do_instead(string url) =>
        Assert.Contains("Workflows", ReceiverAddress.Problem(new() { Name = "a", Type = "teams", Url = new(url) }), StringComparison.Ordinal);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void Addresses_of_the_internet_are_told_from_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://localhost:8443/in")]
    [InlineData("https://localhost/in?token=SecretSecret")]
    public async Task A_name_that_leads_here_is_refused_when_connecting_and_its_address_is_not_repeated(string url)
    {
        using ReceiverHttp http = new();
        ReceiverPost post = new(http.For, TimeProvider.System);

        Delivery delivery = await post.SendAsync(
            new() { Name = "a", Type = "webhook", Url = new(url) }, "msg_1", [], [], _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken);

        Assert.Equal(new(DeliveryOutcome.Rejected, "receiver a leads to an address that is not of the internet"), delivery);
    }
}
