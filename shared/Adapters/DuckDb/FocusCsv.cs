using System.Runtime.CompilerServices;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Csv;

namespace Observability.Adapters.DuckDb;

/// <summary>FOCUS 1.0 to 1.2 bills as CSV, plain or compressed: one record per billing account, sub-account and day, summed up.</summary>
/// <remarks>
/// Summed by DuckDB in one scan, which spills to disk: memory does not grow with the bill. A charge is booked on the UTC day of
/// its ChargePeriodStart, also when its period is longer (monthly fees, upfront purchases).
/// </remarks>
public sealed class FocusCsv : IFormat
{
    public string Name => "focus-csv";

    public bool Recognises(Head head) => new FocusColumns(CsvRows.Header(head)).IsFocus;

    public async IAsyncEnumerable<Record> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        using FocusScratch scratch = new();
        (string path, bool gzip, string? cut) = await scratch.PlaceAsync(input, cancel).ConfigureAwait(false);
        FocusColumns? columns = path.Length == 0 ? null : Columns(path);
        if (columns?.IsFocus == true)
        {
            Task<string> part = PartHash.OfAsync(input.Path ?? path, cancel);
            Task<string?> damage = gzip ? FocusScratch.DamageAsync(input, cancel) : Task.FromResult<string?>(null);
            using FocusScan scan = new(columns, input, scratch.Folder);
            if (!scan.Run(path, gzip))
            {
                // DuckDB gives up on a damaged archive as a whole: what can be inflated of it is laid out and read again.
                (path, cut) = await scratch.SpoolAsync(input, cancel).ConfigureAwait(false);
                scan.RunAgain(path);
            }

            cut ??= await damage.ConfigureAwait(false);
            foreach (Record record in scan.Records(await part.ConfigureAwait(false), cancel))
            {
                yield return record;
            }
        }
        else if (cut is null)
        {
            yield return new() { Line = 1, Problem = new(input.Name, 1, 1, "ChargePeriodStart", "not the header of a FOCUS bill: it needs ChargePeriodStart, EffectiveCost or BilledCost, and BillingCurrency or ChargeCategory") };
        }

        if (cut is not null)
        {
            yield return new() { Problem = new(input.Name, 0, 0, "", cut) };
        }
    }

    private static FocusColumns Columns(string path) =>
        InputFile.HeadOf(InputFile.Of(path), out _) is Head head ? FocusColumns.Of(head with { Bytes = Utf8Input.Head(head.Bytes) }) : new([]);
}
