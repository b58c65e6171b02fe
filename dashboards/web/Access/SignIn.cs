using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Observability.Core;
using Observability.Web.Api;

namespace Observability.Web.Access;

/// <summary>The key of callers, given once by a form: for browsers, which cannot send a header.</summary>
internal static class SignIn
{
    public const string Path = "/sign-in";

    /// <summary>The prefix has browsers take it over TLS only, from this host only.</summary>
    public const string Cookie = "__Host-observability";

    public static IResult Show(string? to) => Page(to, wrong: false);

    public static async Task<IResult> DoAsync(string? to, HttpContext http, Service service, WebOptions options, CancellationToken cancel)
    {
        IFormCollection? form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancel).ConfigureAwait(false) : null;
        if (options.ApiKey is not { } key || form?["key"].ToString() is not { Length: > 0 } given || !AccessRules.Same(given.Trim(), key))
        {
            return Page(to, wrong: true);
        }

        http.Response.Cookies.Append(Cookie, SessionToken.Make(key, service.Time.GetUtcNow()), Flags(SessionToken.Lasts));
        return new SeeOther(Local(to));
    }

    public static IResult Out(HttpContext http)
    {
        http.Response.Cookies.Append(Cookie, "", Flags(TimeSpan.Zero));
        return new SeeOther(Path);
    }

    /// <summary>Where to ask for the key when a browser came without one.</summary>
    public static string For(HttpRequest request) => $"{Path}?to={Uri.EscapeDataString(request.Path + request.QueryString)}";

    private static RazorComponentResult<SignInPage> Page(string? to, bool wrong) =>
        new(new { To = Local(to), Wrong = wrong }) { StatusCode = wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK };

    // A path of ours, whatever else an address may look like.
    private static string Local(string? to) =>
        to is { Length: > 1 and < 2000 } && to[0] == '/' && to[1] is not ('/' or '\\') && !to.Any(char.IsControl) ? to : "/";

    private static CookieOptions Flags(TimeSpan lasts) => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = lasts };
}
