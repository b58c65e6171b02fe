using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>Reads one series from CSV: a header, then time and value, named or in this order; an empty value is a gap.</summary>
/// <remarks>Separator: semicolon, tab or comma, whichever the first line has most of, in this order where it has as many. A first line that is data is read as data.</remarks>
public static class SeriesCsvReader
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime", "ts", "t", "ds"];
    private static readonly string[] ValueNames = ["value", "v", "y", "val", "metric"];

    /// <summary>The rows in their order, blank lines left out. A bad row is a row with a problem, never an exception.</summary>
    /// <param name="source">Named in problems.</param>
    public static IEnumerable<SeriesRow> Read(TextReader text, string source)
    {
        List<(string Text, int Column)> cells = [];
        BoundedLines lines = new(text);
        string? first = lines.Next()?.TrimStart('\uFEFF');
        if (first is null)
        {
            yield break;
        }

        char separator = SeparatorOf(first);
        CsvCells.Split(first, separator, cells);
        bool isData = TimeText.TryParse(cells[0].Text, out _);
        int time = isData ? 0 : Find(cells, TimeNames, 0);
        int value = isData ? 1 : Find(cells, ValueNames, time == 0 ? 1 : 0);
        long line = 1;
        for (string? row = isData ? first : Next(); row is not null; row = Next())
        {
            if (row.Length >= BoundedLines.Most)
            {
                yield return new("", "", null, new(source, line, 1, "line", $"has more than {BoundedLines.Most - 1} characters"));
            }
            else if (row.Length > 0)
            {
                CsvCells.Split(row, separator, cells);
                yield return Parse(cells, time, value, source, line);
            }
        }

        string? Next()
        {
            line++;
            return lines.Next();
        }
    }

    private static SeriesRow Parse(List<(string Text, int Column)> cells, int time, int value, string source, long line)
    {
        string timeText = time < cells.Count ? cells[time].Text : "";
        string valueText = value < cells.Count ? cells[value].Text : "";
        if (!TimeText.TryParse(timeText, out DateTimeOffset at))
        {
            return new(timeText, valueText, null, Bad(time, "timestamp", "an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds", timeText));
        }

        if (value >= cells.Count)
        {
            return new(timeText, "", null, new(source, line, cells[^1].Column + cells[^1].Text.Length, "value", "the row has no value cell"));
        }

        if (string.IsNullOrWhiteSpace(valueText))
        {
            return new(timeText, "", null, null);
        }

        return double.TryParse(valueText, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? new(timeText, valueText, new Point(at, number), null)
            : new(timeText, valueText, null, Bad(value, "value", "a finite number with a decimal point", valueText));

        BadInput Bad(int cell, string field, string expected, string found) =>
            new(source, line, cell < cells.Count ? cells[cell].Column : 1, field, $"expected {expected}, found \"{Cut(found)}\"");
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static int Find(List<(string Text, int Column)> header, string[] names, int otherwise)
    {
        foreach (string name in names)
        {
            int at = header.FindIndex(cell => cell.Text.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return at;
            }
        }

        return otherwise;
    }

    // A decimal comma beside a semicolon: the semicolon separates.
    private static char SeparatorOf(string line) => ";\t,".MaxBy(c => line.Count(x => x == c));
}
