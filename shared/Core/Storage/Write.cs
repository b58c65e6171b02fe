namespace Observability.Core.Storage;

/// <summary>One change of one row.</summary>
public abstract record Write(string Key)
{
    /// <summary>Creates the row; a conflict when it exists.</summary>
    public sealed record Insert(string Key, IReadOnlyDictionary<string, object> Values) : Write(Key);

    /// <summary>Replaces the row as a whole; a conflict when it is gone or its ETag is another.</summary>
    public sealed record Replace(string Key, IReadOnlyDictionary<string, object> Values, string ETag) : Write(Key);

    /// <summary>Creates the row or replaces it as a whole, whatever is there.</summary>
    public sealed record Put(string Key, IReadOnlyDictionary<string, object> Values) : Write(Key);

    /// <summary>Deletes the row. With an ETag: a conflict when it is gone or another; without: no matter what is there.</summary>
    public sealed record Delete(string Key, string? ETag = null) : Write(Key);
}

/// <summary>What became of a batch. A conflict is an answer, not an exception: 409 and 412 are the same to the caller.</summary>
/// <param name="ConflictAt">Index of a write that did not fit; null when all were done.</param>
/// <param name="ETags">New ETag of each write in order (empty text for a delete); empty on conflict.</param>
public sealed record WriteResult(int? ConflictAt, IReadOnlyList<string> ETags)
{
    public bool Done => ConflictAt is null;

    public static WriteResult Conflict(int at) => new(at, []);
}
