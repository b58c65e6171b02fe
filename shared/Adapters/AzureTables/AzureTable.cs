using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>Writes to one table; makes it when it is missing.</summary>
internal sealed class AzureTable(TableClient client, TimeProvider time)
{
    // Azure says: at least 40 seconds until a dropped table's name is free.
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromSeconds(2);
    private const int MostTries = 60;

    public TableClient Client => client;

    public async Task<WriteResult> WriteAsync(string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        List<int> left = [.. Enumerable.Range(0, writes.Count)];
        int waits = 0;
        while (left.Count > 0)
        {
            try
            {
                Response<IReadOnlyList<Response>> done =
                    await client.SubmitTransactionAsync(left.Select(i => AzureRow.ToAction(partition, writes[i])), cancel).ConfigureAwait(false);
                return new WriteResult(null, ETags(writes.Count, left, done.Value));
            }
            catch (RequestFailedException e) when (AzureFailure.IsNoTable(e))
            {
                if (WithoutTable(writes) is WriteResult known)
                {
                    return known;
                }

                await CreateAsync(++waits, cancel).ConfigureAwait(false);
            }
            catch (TableTransactionFailedException e) when (e is { Status: 404 or 409 or 412, FailedTransactionActionIndex: int failed })
            {
                int index = left[failed];
                if (writes[index] is not Write.Delete { ETag: null } || e.Status != 404)
                {
                    return WriteResult.Conflict(index);
                }

                left.RemoveAt(failed);
            }
        }

        return new WriteResult(null, [.. writes.Select(_ => "")]);
    }

    // What the batch does to a table that does not exist, when it need not be made.
    private static WriteResult? WithoutTable(IReadOnlyList<Write> writes)
    {
        for (int i = 0; i < writes.Count; i++)
        {
            if (!writes[i].Fits(null))
            {
                return WriteResult.Conflict(i);
            }
        }

        return writes.All(write => write is Write.Delete) ? new WriteResult(null, [.. writes.Select(_ => "")]) : null;
    }

    private async Task CreateAsync(int attempt, CancellationToken cancel)
    {
        try
        {
            await client.CreateIfNotExistsAsync(cancel).ConfigureAwait(false);
            if (attempt == 1)
            {
                return;
            }
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableBeingDeleted)
        {
            // Its name is not free yet.
        }

        if (attempt >= MostTries)
        {
            throw new StoreUnavailableException(client.Uri.ToString(), "the table was dropped and cannot be made again yet");
        }

        await Task.Delay(s_betweenTries, time, cancel).ConfigureAwait(false);
    }

    private static string[] ETags(int count, List<int> left, IReadOnlyList<Response> responses)
    {
        string[] etags = new string[count];
        Array.Fill(etags, "");
        for (int i = 0; i < left.Count; i++)
        {
            etags[left[i]] = responses[i].Headers.ETag?.ToString() ?? "";
        }

        return etags;
    }
}
