namespace Observability.Core.Storage;

/// <summary>The one storage port, shaped like Azure Tables: partition key, row key, ETag, atomic batch in a partition, range reads.</summary>
/// <remarks>
/// Tables come into being on first write; reading one that does not exist gives nothing. Keys are compared ordinally.
/// Callers use <c>LimitedStore</c>, which enforces Azure's limits above every adapter.
/// </remarks>
public interface ITableStore
{
    /// <summary>One row, or null when there is none.</summary>
    Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel);

    /// <summary>One page of rows in key order. A page may be empty and still have an <see cref="Page.After"/>.</summary>
    /// <param name="after">null for the first page, then what the page before gave.</param>
    Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel);

    /// <summary>All of the writes, or none. At most 100, each key once, all in one partition.</summary>
    Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel);

    /// <summary>Names of the tables that exist and start with <paramref name="prefix"/>, in ordinal order.</summary>
    Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel);

    /// <summary>Deletes a table with all its rows; no error when there is none.</summary>
    Task DropAsync(string table, CancellationToken cancel);
}
