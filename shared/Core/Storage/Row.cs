namespace Observability.Core.Storage;

/// <summary>One row. Values are of the types string, bool, long, double, <see cref="DateTimeOffset"/> (UTC, 100 ns) and byte[]; an absent name is null.</summary>
/// <param name="ETag">Changes with every write of the row; opaque.</param>
public sealed record Row(string Partition, string Key, IReadOnlyDictionary<string, object> Values, string ETag);

/// <summary>Rows in key order, and where to go on; <paramref name="After"/> is null on the last page.</summary>
public sealed record Page(IReadOnlyList<Row> Rows, string? After);
