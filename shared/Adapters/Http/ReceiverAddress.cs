using Observability.Core.Configuration;

namespace Observability.Adapters.Http;

/// <summary>Whether an address may be posted to, before anything is sent.</summary>
public static class ReceiverAddress
{
    private static readonly string[] TeamsHosts = [".logic.azure.com", ".logic.azure.us", ".logic.azure.cn", ".api.powerplatform.com", ".api.powerplatform.us", ".powerautomate.com"];
    private static readonly string[] SlackHosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>What is wrong with the address of a receiver, in one line without the address; null when nothing is.</summary>
    public static string? Problem(Receiver receiver)
    {
        if (receiver.Type == "console")
        {
            return null;
        }

        if (receiver.Url is not { IsAbsoluteUri: true } url)
        {
            return "has no address";
        }

        string host = url.IdnHost.TrimEnd('.').ToLowerInvariant();
        return url.UserInfo.Length > 0 ? "must not have a user name in its address"
            : receiver.AllowLocal ? (url.Scheme is "https" or "http" ? null : "needs an http or https address")
            : url.Scheme != Uri.UriSchemeHttps ? "needs an https address"
            : System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out System.Net.IPAddress? ip) && !PublicAddress.Is(ip) ? "leads to an address that is not of the internet"
            : receiver.Type switch
            {
                "teams" => Teams(host),
                "slack" => SlackHosts.Contains(host) ? null : $"is no Slack webhook: expected {SlackHosts[0]}",
                _ => null,
            };
    }

    private static string? Teams(string host) =>
        host.EndsWith(".webhook.office.com", StringComparison.Ordinal) || host is "webhook.office.com" or "outlook.office.com" or "outlook.office365.com"
            ? "is an Office 365 connector, which Microsoft has switched off: in Teams, open the channel's Workflows, choose \"Send webhook alerts to a channel\", and use the address it gives"
            : TeamsHosts.Any(suffix => host.EndsWith(suffix, StringComparison.Ordinal)) ? null
            : "is no Teams workflow: expected an address under logic.azure.com or api.powerplatform.com";
}
