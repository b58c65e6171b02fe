using Microsoft.AspNetCore.Http;

namespace Observability.Web.Api;

/// <summary>After a form: the browser goes to the page, and a reload sends nothing again.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
