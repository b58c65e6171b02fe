using System.Text;

namespace Observability.Unit.Sample;

/// <summary>Rows of a CSV file by column; throws where a row has not as many cells as the header.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<Dictionary<string, string>> Read(string path)
    {
        List<string>[] lines = [.. File.ReadLines(path).Select(Cells)];
        return [.. lines.Skip(1).Select(cells =>
        {
            Assert.Equal(lines[0].Count, cells.Count);
            return lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        })];
    }

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        Assert.False(quoted);
        cells.Add(cell.ToString());
        return cells;
    }
}
