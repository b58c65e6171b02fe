using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Observability.Core.Storage;

namespace Observability.Web.Api;

/// <summary>Turns a store that is away, and a request that cannot be read, into answers; gives every answer without a body one.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e) when (!http.Response.HasStarted)
        {
            Log.StoreAway(logger, e.Message);
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, "the store cannot be used now: " + e.Message).ExecuteAsync(http).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Problems.Of(e.StatusCode, e.Message).ExecuteAsync(http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    public static Task EmptyAsync(StatusCodeContext status)
    {
        HttpContext http = status.HttpContext;
        int code = http.Response.StatusCode;
        string detail = code switch
        {
            StatusCodes.Status404NotFound => "there is nothing here",
            StatusCodes.Status405MethodNotAllowed => "not with this method",
            _ => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code),
        };
        return !http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Layout.PageRoutes.Missing(detail, code).ExecuteAsync(http)
            : Problems.Of(code, detail).ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store cannot be used: {Problem}")]
        public static partial void StoreAway(ILogger logger, string problem);
    }
}
