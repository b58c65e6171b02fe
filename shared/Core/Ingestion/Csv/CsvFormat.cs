using System.Runtime.CompilerServices;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Csv;

/// <summary>A CSV format that is known by its header; its columns may stand in any order among others.</summary>
public abstract class CsvFormat : IFormat
{
    public abstract string Name { get; }

    /// <summary>Columns without which the input is of another format.</summary>
    private protected abstract IReadOnlyList<string> Needed { get; }

    public bool Recognises(Head head) => CsvColumns.Has(CsvRows.Header(head), [.. Needed]);

    public async IAsyncEnumerable<Record> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        CsvColumns? columns = null;
        await foreach (CsvRow row in CsvRows.ReadAsync(input, cancel).ConfigureAwait(false))
        {
            Record record = new() { Line = row.Line, Bytes = row.Bytes };
            if (row.Problem is (int at, string words))
            {
                Json.TextPlace place = row.Place(at);
                yield return record with { Problem = new(input.Name, place.Line, place.Column, "", words) };
                if (columns is null)
                {
                    yield break; // without a header nothing that follows has a name
                }
            }
            else if (columns is null)
            {
                columns = new([.. row.Fields.Select(field => field.Text.Trim())], input.Name);
                if (Needed.FirstOrDefault(name => columns.Of(name) < 0) is string missing)
                {
                    yield return record with { Problem = new(input.Name, row.Line, 1, missing, "missing in the header: " + string.Join(',', Needed)) };
                    yield break;
                }
            }
            else if (row.Fields.Count != columns.Count)
            {
                yield return record with { Problem = new(input.Name, row.Line, 1, "", $"expected {columns.Count} fields, found {row.Fields.Count}") };
            }
            else
            {
                CsvFields fields = new(row, columns);
                Record read = Read(fields, record);
                yield return fields.Problem is null ? read : record with { Problem = fields.Problem };
            }
        }
    }

    /// <summary>The record with its facts; what is wrong is left in <paramref name="fields"/>.</summary>
    private protected abstract Record Read(CsvFields fields, Record record);

    /// <summary>A subject given as such (<c>dataset:…</c>), or as a bare name of the given kind.</summary>
    private protected static Subject Subject(string kind, string name) =>
        name.StartsWith(kind + ":", StringComparison.Ordinal) ? new(name) : new($"{kind}:{name}");
}
