using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>Where people see the dashboard.</summary>
public sealed record DashboardSettings
{
    [Description("The address under which people reach the dashboard, for the links in messages: https, or http on this machine. Without: messages have no such links.")]
    public string? Url { get; init; }

    /// <summary>Ends with a slash, so that pages are below it; null when none is given or it is no address.</summary>
    internal Uri? At => Url is { } url && Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 ? uri : null;
}
