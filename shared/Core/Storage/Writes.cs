namespace Observability.Core.Storage;

/// <summary>What adapters ask of a write whatever its kind.</summary>
public static class Writes
{
    /// <summary>The values that the row is to have; null for a delete.</summary>
    public static IReadOnlyDictionary<string, object>? Values(this Write write) => write switch
    {
        Write.Insert insert => insert.Values,
        Write.Replace replace => replace.Values,
        Write.Put put => put.Values,
        _ => null,
    };

    /// <summary>Whether the write fits what is there.</summary>
    /// <param name="etag">ETag of the row that is there; null when there is none.</param>
    public static bool Fits(this Write write, string? etag) => write switch
    {
        Write.Insert => etag is null,
        Write.Replace replace => etag is not null && etag == replace.ETag,
        Write.Delete { ETag: string expected } => etag is not null && etag == expected,
        _ => true,
    };
}
