using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>What a failed request means to us.</summary>
internal static class AzureFailure
{
    public static bool IsNoTable(RequestFailedException e) =>
        e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == TableErrorCode.TableBeingDeleted;

    /// <summary>The service is away, busy or refuses us, or our identity is not to be had; null: a bug of ours, which nothing should hide, or the caller gave up.</summary>
    public static StoreUnavailableException? Outage(Exception e, Uri service, CancellationToken cancel) => e switch
    {
        RequestFailedException { Status: 0 or 401 or 403 or 408 or 429 or >= 500 } failed =>
            new(service.GetLeftPart(UriPartial.Path), FirstLine(failed), failed),
        AuthenticationFailedException => new(service.GetLeftPart(UriPartial.Path), $"the identity cannot sign in: {FirstLine(e)}", e),
        OperationCanceledException when !cancel.IsCancellationRequested => new(service.GetLeftPart(UriPartial.Path), "no answer in time", e),
        HttpRequestException or IOException => new(service.GetLeftPart(UriPartial.Path), $"no answer: {FirstLine(e)}", e),
        AggregateException { InnerException: { } tried } => Outage(tried, service, cancel),
        _ => null,
    };

    private static string FirstLine(RequestFailedException e) =>
        $"{(e.Status == 0 ? "no answer" : $"status {e.Status} {e.ErrorCode}".TrimEnd())}: {FirstLine((Exception)e)}";

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd();
}
