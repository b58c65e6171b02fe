using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>What a dataset is and when it last got data: the join of all that was said of it.</summary>
public sealed record DatasetState
{
    public required Subject Dataset { get; init; }

    public Latest<IReadOnlyList<string>>? Owners { get; init; }

    /// <summary>Column name → type as the source spells it.</summary>
    public Latest<IReadOnlyDictionary<string, string>>? Columns { get; init; }

    /// <summary>Newest data, by series time.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Rows that came with the newest update, where it said so.</summary>
    public Latest<long?>? Rows { get; init; }

    public static DatasetState Of(DatasetFact fact, ulong id) => new()
    {
        Dataset = fact.Dataset,
        Owners = fact.Owners.Count == 0 ? null : new(fact.At, id, fact.Owners),
        Columns = fact.Columns.Count == 0 ? null : new(fact.At, id, fact.Columns),
    };

    public static DatasetState Of(Subject dataset, DateTimeOffset updated, long? rows, ulong id) => new()
    {
        Dataset = dataset,
        Updated = updated,
        Rows = new(updated, id, rows),
    };

    /// <summary>Commutative, associative, idempotent.</summary>
    public static DatasetState Join(DatasetState a, DatasetState b) => new()
    {
        Dataset = a.Dataset,
        Owners = Latest.Join(a.Owners, b.Owners),
        Columns = Latest.Join(a.Columns, b.Columns),
        Updated = a.Updated is null || b.Updated > a.Updated ? b.Updated : a.Updated,
        Rows = Latest.Join(a.Rows, b.Rows),
    };
}
