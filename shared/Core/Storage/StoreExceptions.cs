namespace Observability.Core.Storage;

/// <summary>A write or a question that Azure Tables would refuse: a bug of the caller, wherever it runs.</summary>
public sealed class StoreLimitException(string table, string key, string property, string limit)
    : Exception($"table {table}, key {(key.Length == 0 ? "(none)" : key)}{(property.Length == 0 ? "" : ", property " + property)}: {limit}")
{
    public string Table => table;

    /// <summary>Partition and row key as <c>partition/key</c>; empty when none is meant.</summary>
    public string Key => key;

    /// <summary>Empty when the row as a whole is meant.</summary>
    public string Property => property;

    public string Limit => limit;
}

/// <summary>The store was written by a newer version of the product; nothing was changed.</summary>
public sealed class StoreVersionException(string file, int version, int ours)
    : Exception($"{file}: written by a newer version (store version {version}, this program knows {ours}); use that version, or another --data folder");

/// <summary>The store cannot be opened or written now: full, locked, read-only, broken, or away. Nothing is half-written.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string place, string problem)
        : base($"{place}: {problem}")
    {
    }

    public StoreUnavailableException(string place, string problem, Exception cause)
        : base($"{place}: {problem}", cause)
    {
    }
}
