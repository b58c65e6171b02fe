using Observability.Core.Ingestion.Csv;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Plain;

/// <summary>How far a consumer group is behind, a row a look: <c>group,lag,time</c>; the lag in events.</summary>
public sealed class LagCsv : CsvFormat
{
    public override string Name => "lag-csv";

    private protected override IReadOnlyList<string> Needed { get; } = ["group", "lag", "time"];

    private protected override Record Read(CsvFields fields, Record record)
    {
        double lag = fields.Number("lag");
        if (lag < 0)
        {
            fields.Fail("lag", $"expected a number of at least 0, found \"{SafeText.Cut(fields.Text("lag"))}\"");
        }

        string group = fields.Required("group");
        return record with { Facts = [new PointFact(Subject("stream", group), "lag", fields.Time("time"), lag)] };
    }
}
