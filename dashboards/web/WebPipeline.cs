using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Observability.Core;
using Observability.Web.Api;

namespace Observability.Web;

/// <summary>The same API and pages for requests that another host received: what listens is its business, what is answered is ours.</summary>
public sealed class WebPipeline : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _answer;

    /// <param name="options">Its addresses are not listened on.</param>
    public WebPipeline(Service service, WebOptions options)
    {
        _app = WebApp.Build(service, options with { Urls = [] });

        // A started application ends in its endpoints by itself; this one is never started.
        _app.UseEndpoints(_ => { });
        _answer = ((IApplicationBuilder)_app).Build();
    }

    /// <summary>Answers one request; a route that the host found for it does not count.</summary>
    public async Task RunAsync(HttpContext http)
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        IServiceProvider services = http.RequestServices;
        Endpoint? endpoint = http.GetEndpoint();
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        http.RequestServices = scope.ServiceProvider;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyLimits.Largest;
        }

        try
        {
            await _answer(http).ConfigureAwait(false);
        }
        finally
        {
            http.RequestServices = services;
            http.SetEndpoint(endpoint);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
