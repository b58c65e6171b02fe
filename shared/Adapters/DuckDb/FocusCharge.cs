using DuckDB.NET.Data;

namespace Observability.Adapters.DuckDb;

/// <summary>One charge that was read with patience.</summary>
/// <param name="Text">A text of it by our name; empty where the bill has none.</param>
internal sealed record FocusCharge(DateOnly Day, Func<string, string> Text, decimal Effective, decimal Billed, decimal Quantity, DateTime? Ended)
{
    public void AppendTo(DuckDBAppender appender) =>
        appender.CreateRow()
            .AppendValue(FocusTexts.Owner.Of(Text)).AppendValue(Day).AppendValue(FocusTexts.Texts.Of(Text)).AppendValue(FocusTexts.Resource.Of(Text)).AppendValue(Text("Tags"))
            .AppendValue(Effective).AppendValue(Billed).AppendValue((double)Quantity).AppendValue(1L).AppendValue(Ended).AppendValue(0L).AppendValue(0L).EndRow();
}
