using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Freshness;

/// <summary>One update of one dataset, or why a row is none.</summary>
public readonly record struct UpdateRow(string Dataset, DateTimeOffset Time, BadInput? Problem);

/// <summary>Reads updates: CSV whose header names <c>dataset</c> and <c>time</c>; other columns are ignored.</summary>
public static class UpdatesCsv
{
    public static IEnumerable<UpdateRow> Read(TextReader text, string source)
    {
        List<(string Text, int Column)> cells = [];
        CsvCells.Split(text.ReadLine()?.TrimStart('\uFEFF') ?? "", ',', cells);
        int dataset = Find("dataset"), time = Find("time");
        if (dataset < 0 || time < 0)
        {
            yield return new("", default, new(source, 1, 1, "header", "expected the columns dataset and time"));
            yield break;
        }

        long line = 1;
        while (text.ReadLine() is string row)
        {
            line++;
            if (row.Length == 0)
            {
                continue;
            }

            CsvCells.Split(row, ',', cells);
            if (cells.Count <= Math.Max(dataset, time) || cells[dataset].Text.Length == 0)
            {
                yield return new("", default, new(source, line, 1, "dataset", "the row has no dataset or no time"));
            }
            else if (!TimeText.TryParse(cells[time].Text, out DateTimeOffset at))
            {
                yield return new(cells[dataset].Text, default, new(source, line, cells[time].Column, "time", "expected an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds"));
            }
            else
            {
                yield return new(cells[dataset].Text, at, null);
            }
        }

        int Find(string name) => cells.FindIndex(cell => cell.Text.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
