using Azure;
using Azure.Data.Tables.Models;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>What a failed request means to us.</summary>
internal static class AzureFailure
{
    public static bool IsNoTable(RequestFailedException e) =>
        e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == TableErrorCode.TableBeingDeleted;

    /// <summary>The service is away, busy or refuses us; null: a bug of ours, which nothing should hide.</summary>
    public static StoreUnavailableException? Outage(Exception e, Uri service) => e switch
    {
        RequestFailedException { Status: 0 or 401 or 403 or 408 or 429 or >= 500 } failed =>
            new(service.GetLeftPart(UriPartial.Path), FirstLine(failed), failed),
        AggregateException { InnerException: RequestFailedException last } => Outage(last, service),
        _ => null,
    };

    private static string FirstLine(RequestFailedException e) =>
        $"{(e.Status == 0 ? "no answer" : $"status {e.Status} {e.ErrorCode}".TrimEnd())}: {e.Message.Split('\n', 2)[0].TrimEnd()}";
}
