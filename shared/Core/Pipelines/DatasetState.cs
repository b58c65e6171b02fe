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

    /// <summary>An update that brought no rows brought nothing new.</summary>
    public static DatasetState Of(Subject dataset, DateTimeOffset updated, long? rows, ulong id) => rows is 0 ? new() { Dataset = dataset } : new()
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
        Rows = RowsOf(a.Rows, b.Rows),
    };

    // One update may be told in several events, of which some count the rows.
    private static Latest<long?>? RowsOf(Latest<long?>? a, Latest<long?>? b) =>
        a is not null && b is not null && (a.At, a.Id) == (b.At, b.Id)
            ? (a.Value is null || b.Value > a.Value ? b : a)
            : Latest.Join(a, b);
}
