using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Observability.Web;

namespace Observability.App.Triggers;

/// <summary>Answers every request as the local service does: the same routes, the same pages, the key always asked for.</summary>
public sealed class Http(WebPipeline web)
{
    [Function(nameof(Http))]
    public Task Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "delete", "options", Route = "{*path}")] HttpRequest request) => web.RunAsync(request.HttpContext);
}
