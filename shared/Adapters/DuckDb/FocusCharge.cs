using DuckDB.NET.Data;

namespace Observability.Adapters.DuckDb;

/// <summary>One charge that was read with patience.</summary>
/// <param name="Texts">The text columns of the table of sums by our names; empty where the bill has none.</param>
internal sealed record FocusCharge(DateOnly Day, IReadOnlyDictionary<string, string> Texts, decimal Effective, decimal Billed, decimal Quantity, DateTime? Ended)
{
    public void AppendTo(DuckDBAppender appender)
    {
        IDuckDBAppenderRow row = appender.CreateRow();
        foreach (string key in FocusSql.Keys)
        {
            _ = key == "Day" ? row.AppendValue(Day) : row.AppendValue(Texts[key]);
        }

        row.AppendValue(Texts["SubAccountName"]).AppendValue(Texts["ResourceName"])
            .AppendValue(Effective).AppendValue(Billed).AppendValue((double)Quantity).AppendValue(1L).AppendValue(Ended).AppendValue(0L).EndRow();
    }
}
