using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>Reads one series from CSV: a header, then time and value, named or in this order; an empty value, <c>null</c>, <c>N/A</c>, <c>NA</c> or <c>None</c> is a gap.</summary>
/// <remarks>
/// Separator: semicolon, tab or comma, whichever the first line has most of, in this order where it has as many. A first line that is data is read as data: a time and a value.
/// A row with more cells than that is bad: what splits a number at its decimal comma would else be another number.
/// </remarks>
public static class SeriesCsvReader
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime", "ts", "t", "ds"];
    private static readonly string[] ValueNames = ["value", "v", "y", "val", "metric"];
    private static readonly string[] Nothing = ["null", "n/a", "na", "none"];

    /// <summary>The rows in their order, blank lines left out. A bad row is a row with a problem, never an exception; a file without two columns is one such row, <see cref="SeriesRow.IsOfFile"/>.</summary>
    /// <param name="source">Named in problems.</param>
    public static IEnumerable<SeriesRow> Read(TextReader text, string source)
    {
        List<(string Text, int Column)> cells = [];
        BoundedLines lines = new(text);
        long line = 0;
        string? first = Next()?.TrimStart('\uFEFF');
        while (first is not null && string.IsNullOrWhiteSpace(first))
        {
            first = Next();
        }

        char separator = SeparatorOf(first ?? "");
        CsvCells.Split(first ?? "", separator, cells);
        if (cells.Count < 2)
        {
            string found = first is null ? "nothing" : $"only \"{SafeText.Cut(first, 40)}\"";
            yield return new("", "", null, new(source, Math.Max(line, 1), 1, "header", $"expected a column of times and one of values, found {found}")) { IsOfFile = true };
            yield break;
        }

        bool isData = TimeText.TryParse(cells[0].Text, out _);
        (int time, int value) = isData ? (0, 1) : ColumnsOf(cells);
        int width = isData ? 2 : cells.Count;
        for (string? row = isData ? first : Next(); row is not null; row = Next())
        {
            if (row.Length >= BoundedLines.Most)
            {
                yield return new("", "", null, new(source, line, 1, "line", $"has more than {BoundedLines.Most - 1} characters"), line, 1);
            }
            else if (row.Length > 0)
            {
                CsvCells.Split(row, separator, cells);
                yield return Parse(cells, time, value, width, source, line);
            }
        }

        string? Next()
        {
            string? next = lines.Next();
            line += next is null ? 0 : 1;
            return next;
        }
    }

    private static SeriesRow Parse(List<(string Text, int Column)> cells, int time, int value, int width, string source, long line)
    {
        string timeText = time < cells.Count ? cells[time].Text : "";
        string valueText = value < cells.Count ? cells[value].Text : "";
        int column = time < cells.Count ? cells[time].Column : 1;
        if (!TimeText.TryParse(timeText, out DateTimeOffset at))
        {
            return Bad(column, "timestamp", Expected("an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds", timeText));
        }

        if (value >= cells.Count)
        {
            return Bad(cells[^1].Column + cells[^1].Text.Length, "value", "the row has no value cell");
        }

        int extra = cells.FindIndex(Math.Min(width, cells.Count), cell => !string.IsNullOrWhiteSpace(cell.Text));
        if (extra >= 0)
        {
            return Bad(cells[extra].Column, "row", $"has {cells.Count} cells where the first line has room for {width}; numbers need a decimal point");
        }

        ReadOnlySpan<char> number = valueText.AsSpan().Trim();
        if (number.IsEmpty || IsNothing(number))
        {
            return new(timeText, valueText, null, null, line, column);
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && double.IsFinite(read)
            ? new(timeText, valueText, new Point(at, read), null, line, column)
            : Bad(cells[value].Column, "value", Expected("a finite number with a decimal point", valueText));

        SeriesRow Bad(int at, string field, string problem) => new(timeText, valueText, null, new(source, line, at, field, problem), line, column);
    }

    private static string Expected(string expected, string found) => $"expected {expected}, found \"{SafeText.Cut(found, 40)}\"";

    private static bool IsNothing(ReadOnlySpan<char> text)
    {
        foreach (string word in Nothing)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // What is not named is the first column that the other is not.
    private static (int Time, int Value) ColumnsOf(List<(string Text, int Column)> header)
    {
        int time = Find(header, TimeNames);
        int value = Find(header, ValueNames);
        time = time >= 0 ? time : value == 0 ? 1 : 0;
        return (time, value >= 0 ? value : time == 0 ? 1 : 0);
    }

    private static int Find(List<(string Text, int Column)> header, string[] names)
    {
        foreach (string name in names)
        {
            int at = header.FindIndex(cell => cell.Text.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }

    // A decimal comma beside a semicolon: the semicolon separates.
    private static char SeparatorOf(string line) => ";\t,".MaxBy(c => line.Count(x => x == c));
}
