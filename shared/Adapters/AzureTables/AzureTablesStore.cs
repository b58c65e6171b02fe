using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>The store in the cloud: one Azure table each, made on first write.</summary>
/// <remarks>
/// The SDK repeats what failed in passing. When the answer to a write got lost, its repetition may be told as a conflict with itself: callers read again,
/// as after any conflict. An unconditional delete of a row that is not there is left out of its batch, since Azure would refuse the whole.
/// </remarks>
/// <param name="time">Waits for a dropped table to be gone before it is made again.</param>
public sealed class AzureTablesStore(TableServiceClient service, TimeProvider time) : ITableStore
{
    private readonly ConcurrentDictionary<string, AzureTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        try
        {
            NullableResponse<TableEntity> found = await Client(table).GetEntityIfExistsAsync<TableEntity>(partition, key, null, cancel).ConfigureAwait(false);
            return found.HasValue ? AzureRow.ToRow(found.Value!) : null;
        }
        catch (RequestFailedException e) when (AzureFailure.IsNoTable(e))
        {
            return null;
        }
        catch (Exception e) when (AzureFailure.Outage(e, service.Uri, cancel) is StoreUnavailableException outage)
        {
            throw outage;
        }
    }

    public async Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        try
        {
            AsyncPageable<TableEntity> query = Client(table).QueryAsync<TableEntity>(AzureFilter.Of(range), range.Take, null, cancel);
            await foreach (Page<TableEntity> page in query.AsPages(after, range.Take).ConfigureAwait(false))
            {
                return new Page([.. page.Values.Select(AzureRow.ToRow)], page.ContinuationToken is "" ? null : page.ContinuationToken);
            }
        }
        catch (RequestFailedException e) when (AzureFailure.IsNoTable(e))
        {
            return new Page([], null);
        }
        catch (Exception e) when (AzureFailure.Outage(e, service.Uri, cancel) is StoreUnavailableException outage)
        {
            throw outage;
        }

        return new Page([], null);
    }

    public async Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        try
        {
            AzureTable target = _tables.GetOrAdd(table, name => new AzureTable(service.GetTableClient(name), time));
            return await target.WriteAsync(partition, writes, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (AzureFailure.Outage(e, service.Uri, cancel) is StoreUnavailableException outage)
        {
            throw outage;
        }
    }

    public async Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel)
    {
        try
        {
            List<string> names = [];
            await foreach (TableItem table in service.QueryAsync(AzureFilter.OfTables(prefix), null, cancel).ConfigureAwait(false))
            {
                names.Add(table.Name);
            }

            return [.. names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (AzureFailure.Outage(e, service.Uri, cancel) is StoreUnavailableException outage)
        {
            throw outage;
        }
    }

    public async Task DropAsync(string table, CancellationToken cancel)
    {
        try
        {
            await service.DeleteTableAsync(table, cancel).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (AzureFailure.IsNoTable(e))
        {
            // It was gone, or is going.
        }
        catch (Exception e) when (AzureFailure.Outage(e, service.Uri, cancel) is StoreUnavailableException outage)
        {
            throw outage;
        }
    }

    private TableClient Client(string table) => _tables.GetOrAdd(table, name => new AzureTable(service.GetTableClient(name), time)).Client;
}
