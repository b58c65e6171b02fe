using System.Globalization;
using System.Text;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Csv;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Adapters.DuckDb;

/// <summary>Reads one row of a bill as people write them too: US dates (<c>4/1/25</c>), money with signs (<c>$1,000.00</c>), ISO dates with words around.</summary>
/// <param name="Charge">Set when the row could be read.</param>
/// <param name="Problem">Set when it could not. Neither is set for a blank line.</param>
internal sealed record FocusPatient(FocusCharge? Charge, Record? Problem)
{
    private const decimal TooMuch = 1_000_000_000_000m; // DECIMAL(28,16)

    private static readonly string[] UsDates = ["M/d/yy", "M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss"];

    public static FocusPatient Read(FocusColumns columns, Input input, long line, string text, string error)
    {
        if (text.AsSpan().Trim().IsEmpty)
        {
            return error.Contains("utf", StringComparison.OrdinalIgnoreCase)
                ? new(null, new Record { Line = line, Problem = new(input.Name, line, 1, "", "not UTF-8") })
                : new(null, (Record?)null);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.TrimEnd('\r', '\n'));
        return Read(columns, input, CsvRow.Split(line, bytes));
    }

    /// <summary>Finds the rows whose day or amount the scan could not use, when its sums say that there are some.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="seen">Lines that were read with patience already.</param>
    public static IEnumerable<Record> Unusable(FocusColumns columns, Input input, long count, IReadOnlySet<long> seen)
    {
        if (count == 0)
        {
            yield break;
        }

        bool header = true;
        foreach (CsvRow row in CsvRows.ReadAsync(input, CancellationToken.None).ToBlockingEnumerable())
        {
            if (!header && !seen.Contains(row.Line) && row.Problem is null && row.Fields.Count == columns.Header.Count)
            {
                FocusPatient read = Read(columns, input, row);
                int start = columns.Of("Start");
                Record? problem = read.Problem ?? (Times.Read(row.Fields[start].Text, out _) is string wrong
                    ? Bad(input, row, row.Fields[start].Start, columns.NameOf("Start"), wrong).Problem
                    : null);
                if (problem is not null)
                {
                    yield return problem;
                }
            }

            header = false;
        }
    }

    private static FocusPatient Read(FocusColumns columns, Input input, CsvRow row)
    {
        if (row.Problem is (int at, string words))
        {
            return Bad(input, row, at, "", words);
        }

        if (row.Fields.Count != columns.Header.Count)
        {
            return Bad(input, row, 0, "", $"expected {columns.Header.Count} fields, found {row.Fields.Count}");
        }

        if (Text("Start").Length == 0 || !TryTime(Text("Start"), out DateTimeOffset start))
        {
            return Wrong("Start", "a time like 2026-11-22T06:00:00Z in the years 1970 to 2100");
        }

        string? bad = TryMoney(Text("Effective"), out decimal? effective) ? TryMoney(Text("Billed"), out decimal? billed) ? null : "Billed" : (billed = null, "Effective").Item2;
        if (bad is not null || (effective ?? billed) is null)
        {
            return Wrong(bad ?? (columns.Of("Effective") >= 0 ? "Effective" : "Billed"), "an amount below 10^12");
        }

        if (!TryMoney(Text("Quantity"), out decimal? quantity))
        {
            return Wrong("Quantity", "a number below 10^12");
        }

        // The end only dates the bill: one that is none costs nothing.
        DateTime? ended = TryTime(Text("End"), out DateTimeOffset end)
            ? (end - start > TimeSpan.FromDays(FocusSql.LongestDays) ? start.AddDays(FocusSql.LongestDays) : end).UtcDateTime
            : null;
        return new(new FocusCharge(DateOnly.FromDateTime(start.UtcDateTime), Text, effective ?? billed ?? 0, billed ?? effective ?? 0, quantity ?? 0, ended), null);

        string Text(string field) => columns.Of(field) is int place and >= 0 && !FocusSql.Nulls.Contains(row.Fields[place].Text) ? row.Fields[place].Text : "";

        FocusPatient Wrong(string field, string expected) => Bad(
            input, row, row.Fields[columns.Of(field)].Start, columns.NameOf(field), Text(field).Length == 0 ? "missing" : $"expected {expected}, found \"{SafeText.Cut(Text(field))}\"");
    }

    private static bool TryTime(string text, out DateTimeOffset time) =>
        Times.Read(text, out time) is null ||
        (DateTimeOffset.TryParseExact(text.Trim(), UsDates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) && time >= Times.Earliest && time < Times.TooLate);

    /// <summary>An empty text is no amount and no error.</summary>
    private static bool TryMoney(string text, out decimal? amount)
    {
        string plain = text.Trim().Replace("$", "", StringComparison.Ordinal);
        bool read = decimal.TryParse(plain, NumberStyles.Float | NumberStyles.AllowThousands | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out decimal value);
        amount = read ? value : null;
        return plain.Length == 0 || (read && Math.Abs(value) < TooMuch);
    }

    private static FocusPatient Bad(Input input, CsvRow row, int at, string field, string problem)
    {
        TextPlace place = row.Place(at);
        return new(null, new Record { Line = row.Line, Bytes = row.Bytes, Problem = new(input.Name, place.Line, place.Column, field, problem) });
    }
}
