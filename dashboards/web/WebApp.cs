using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Observability.Core;
using Observability.Web.Access;
using Observability.Web.Api;
using Observability.Web.Layout;

namespace Observability.Web;

/// <summary>The local service: HTTP API, health, metrics and dashboard over one <see cref="Service"/>.</summary>
public static class WebApp
{
    /// <summary>Not started yet. Reads no file and no environment: all it knows is given.</summary>
    public static WebApplication Build(Service service, WebOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(WebApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Largest;
        });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // that it cannot start is thrown as well, and said by who starts it
        options.Logging?.Invoke(builder.Logging.ClearProviders());
        builder.Services.AddSingleton(service).AddSingleton(options);
        builder.Services.AddRoutingCore();
        builder.Services.AddRazorComponents();
        builder.Services.Configure<FormOptions>(forms => forms.ValueLengthLimit = 16 * 1024);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.AddOpenApi(OpenApiDocumentName.Value, OpenApiDocumentName.Describe);

        WebApplication app = builder.Build();
        foreach (string url in options.Urls)
        {
            app.Urls.Add(url);
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<AccessGate>();
        app.UseStatusCodePages(Failures.EmptyAsync);
        app.UseRouting();
        ApiRoutes.Map(app);
        PageRoutes.Map(app);
        SiteFiles.Map(app);
        return app;
    }
}
