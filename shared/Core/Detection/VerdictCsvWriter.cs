using System.Globalization;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>Writes verdicts beside the rows they judge: <c>timestamp,value,expected,lower,upper,anomaly_score,alert</c>; time and value as they were read.</summary>
internal static class VerdictCsvWriter
{
    public const string Header = "timestamp,value,expected,lower,upper,anomaly_score,alert";

    /// <param name="verdict">Null for a gap and for a bad row: score 0, no alert, no band.</param>
    public static void Write(TextWriter text, SeriesRow row, Verdict? verdict)
    {
        text.Write(row.Problem is null ? row.TimeText : CsvCells.Quote(row.TimeText));
        text.Write(',');
        text.Write(row.Problem is null ? row.ValueText : CsvCells.Quote(row.ValueText));
        Write(text, verdict?.Expected, "R");
        Write(text, verdict?.Lower, "R");
        Write(text, verdict?.Upper, "R");
        Write(text, verdict?.Score ?? 0, "0.######");
        text.Write(verdict is { Alert: true } ? ",1\n" : ",0\n");
    }

    private static void Write(TextWriter text, double? number, string format)
    {
        text.Write(',');
        if (number is double n)
        {
            Span<char> digits = stackalloc char[40];
            n.TryFormat(digits, out int length, format, CultureInfo.InvariantCulture);
            text.Write(digits[..length]);
        }
    }
}
