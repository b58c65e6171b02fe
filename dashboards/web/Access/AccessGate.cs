using System.Net;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Web.Api;

namespace Observability.Web.Access;

/// <summary>Asks <see cref="AccessRules"/> before anything else is done for a request.</summary>
internal sealed class AccessGate(RequestDelegate next, WebOptions options, Service service)
{
    private const string KeyHeader = "x-api-key";
    private const string Bearer = "Bearer ";

    private readonly string[] _hosts = [.. options.Urls.Select(HostOf).OfType<string>()];

    public Task InvokeAsync(HttpContext http)
    {
        if (AccessRules.IsOpen(http.Request.Path))
        {
            return next(http);
        }

        Caller caller = CallerOf(http);
        if (http.Request.Path == SignIn.Path && options.ApiKey is not null)
        {
            return caller.Changes && AccessRules.IsCrossSite(caller) ? Refuse(http, Admission.CrossSite) : next(http);
        }

        Admission admission = AccessRules.Decide(caller, options.ApiKey, _hosts);
        return admission == Admission.Admitted ? next(http)
            : admission == Admission.KeyMissing && IsPage(http.Request) ? new SeeOther(SignIn.For(http.Request)).ExecuteAsync(http)
            : Refuse(http, admission);
    }

    // A browser that shows a page, not a program, nor a picture within a page.
    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext http, Admission admission)
    {
        (int status, string detail) = admission switch
        {
            Admission.LocalOnly => (StatusCodes.Status403Forbidden, "only this machine is answered: no key is set up for others"),
            Admission.KeyMissing => (StatusCodes.Status401Unauthorized, "send the key as x-api-key, or as Authorization: Bearer"),
            Admission.KeyWrong => (StatusCodes.Status401Unauthorized, "the key is not the one that is set up"),
            Admission.HostUnknown => (StatusCodes.Status421MisdirectedRequest, "this service does not go by that host name; use localhost, or the name it listens on"),
            _ => (StatusCodes.Status403Forbidden, "a page of another site may not post here"),
        };
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return Problems.Of(status, detail).ExecuteAsync(http);
    }

    private Caller CallerOf(HttpContext http)
    {
        HttpRequest request = http.Request;
        bool relayed = request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("X-Forwarded-For");
        return new(
            options.TrustsThisMachine && !relayed && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address),
            request.Host.Value ?? "",
            !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method),
            request.Headers["Sec-Fetch-Site"],
            request.Headers.Origin,
            request.Scheme,
            KeyOf(request) ?? (options.ApiKey is { } key && SessionToken.Lets(request.Cookies[SignIn.Cookie], key, service.Time.GetUtcNow()) ? key : null));
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key
        : request.Headers.Authorization.ToString() is { } given && given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? given[Bearer.Length..].Trim()
        : null;

    private static string? HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri.Host.Trim('[', ']') : null;
}
