namespace Observability.Core.Primitives;

/// <summary>Links that came from outside, before anybody is led to them.</summary>
public static class SafeLink
{
    private const int Longest = 2_000;

    /// <summary>The link when it is https, has no user and no secret in it; else null.</summary>
    public static Uri? Of(string? link) =>
        link is { Length: <= Longest } && Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0 && uri.AbsoluteUri.Length <= Longest && Redaction.Of(link) == link ? uri : null;
}
