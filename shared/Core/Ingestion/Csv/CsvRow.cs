using System.Text;
using Observability.Core.Ingestion.Json;

namespace Observability.Core.Ingestion.Csv;

/// <summary>One row of a CSV input.</summary>
/// <param name="Line">1-based line where it begins; a row with line feeds inside quotes spans several.</param>
/// <param name="Bytes">The row as it came, without the end of its line.</param>
/// <param name="Fields">Start of each field in <paramref name="Bytes"/>, and its text.</param>
/// <param name="Problem">What is wrong with the row as a whole, and where; null when it could be split.</param>
public sealed record CsvRow(long Line, ReadOnlyMemory<byte> Bytes, IReadOnlyList<(int Start, string Text)> Fields, (int At, string Words)? Problem)
{
    /// <summary>1-based line and character column of an offset into the row.</summary>
    public TextPlace Place(int offset) => new TextPlace(Line, 1).After(Bytes.Span[..offset]);

    /// <summary>Splits a row after RFC 4180 (2005): fields parted by commas, quotes doubled inside quotes.</summary>
    public static CsvRow Split(long line, ReadOnlyMemory<byte> bytes)
    {
        List<(int Start, string Text)> fields = [];
        ReadOnlySpan<byte> row = bytes.Span;
        int bad = JsonCheck.FirstNotUtf8OrNone(row);
        if (bad >= 0)
        {
            return new(line, bytes, fields, (bad, "not UTF-8"));
        }

        for (int at = 0; ; at++)
        {
            int start = at;
            bool quoted = at < row.Length && row[at] == (byte)'"';
            if (quoted)
            {
                at = EndOfQuotes(row, at);
                if (at < 0 || (at < row.Length && row[at] != (byte)','))
                {
                    return new(line, bytes, fields, at < 0 ? (start, "a quote is not closed") : (at, "text after a closing quote"));
                }

                fields.Add((start, Encoding.UTF8.GetString(row[(start + 1)..(at - 1)]).Replace("\"\"", "\"", StringComparison.Ordinal)));
            }
            else
            {
                int length = row[at..].IndexOf((byte)',');
                at = length < 0 ? row.Length : at + length;
                fields.Add((start, Encoding.UTF8.GetString(row[start..at])));
            }

            if (at >= row.Length)
            {
                return new(line, bytes, fields, null);
            }
        }
    }

    private static int EndOfQuotes(ReadOnlySpan<byte> row, int at)
    {
        at++;
        while (row[at..].IndexOf((byte)'"') is int next and >= 0)
        {
            at += next + 1;
            if (at >= row.Length || row[at] != (byte)'"')
            {
                return at;
            }

            at++;
        }

        return -1;
    }
}
