using Observability.Core.Ingestion.Csv;

namespace Observability.Core.Ingestion.Plain;

/// <summary>One update of a dataset a row: <c>dataset,time[,rows,bytes]</c>.</summary>
public sealed class UpdatesCsv : CsvFormat
{
    public override string Name => "updates-csv";

    private protected override IReadOnlyList<string> Needed { get; } = ["dataset", "time"];

    private protected override Record Read(CsvFields fields, Record record) => record with
    {
        Facts = [new UpdateFact(Subject("dataset", fields.Required("dataset")), fields.Time("time"), fields.OptionalCount("rows"), fields.OptionalCount("bytes"))],
    };
}
