using Observability.Core.Ingestion.Csv;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Plain;

/// <summary>One value of a series a row: <c>series,time,value</c>. An empty value is a gap.</summary>
/// <remarks>
/// A series named <c>KIND:NAME#MEASURE</c> (<c>dataset:sales/orders#rows</c>) is that measure of that subject, without <c>#</c> its measure
/// <c>value</c>; any other name is a measure of the source of that name.
/// </remarks>
public sealed class PointsCsv : CsvFormat
{
    private static readonly string[] Kinds = ["job", "dataset", "stream", "source", "spend"];

    public override string Name => "points-csv";

    private protected override IReadOnlyList<string> Needed { get; } = ["series", "time", "value"];

    private protected override Record Read(CsvFields fields, Record record)
    {
        (Subject subject, string measure) = Series(fields.Required("series"));
        DateTimeOffset time = fields.Time("time");
        return fields.Text("value").Length == 0
            ? record with { Ignored = "no value" }
            : record with { Facts = [new PointFact(subject, measure, time, fields.Number("value"))] };
    }

    private static (Subject Subject, string Measure) Series(string name)
    {
        if (!Kinds.Contains(new Subject(name).Kind, StringComparer.Ordinal))
        {
            return (Primitives.Subject.Source(name), name);
        }

        int hash = name.LastIndexOf('#');
        return hash > 0 && hash < name.Length - 1 ? (new(name[..hash]), name[(hash + 1)..]) : (new(name), "value");
    }
}
