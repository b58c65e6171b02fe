using System.Buffers;
using System.Text;

namespace Observability.Core.Series;

/// <summary>The cells of one line of CSV (RFC 4180, without line breaks inside cells) and where each begins.</summary>
internal static class CsvCells
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t");

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,");

    /// <param name="cells">Receives text and 1-based column of each cell.</param>
    public static void Split(string line, char separator, List<(string Text, int Column)> cells)
    {
        cells.Clear();
        int at = 0;
        while (true)
        {
            int start = at;
            if (at < line.Length && line[at] == '"')
            {
                StringBuilder text = new();
                for (at++; at < line.Length; at++)
                {
                    if (line[at] != '"')
                    {
                        text.Append(line[at]);
                    }
                    else if (at + 1 < line.Length && line[at + 1] == '"')
                    {
                        text.Append(line[at++]);
                    }
                    else
                    {
                        at++;
                        break;
                    }
                }

                int end = line.IndexOf(separator, Math.Min(at, line.Length));
                end = end < 0 ? line.Length : end;
                text.Append(line, at, end - at);
                at = end;
                cells.Add((text.ToString(), start + 1));
            }
            else
            {
                int end = line.IndexOf(separator, start);
                at = end < 0 ? line.Length : end;
                cells.Add((line[start..at], start + 1));
            }

            if (at >= line.Length)
            {
                return;
            }

            at++;
        }
    }

    // -inf, +1e999, -1,5: a sign before one word or number calls nothing.
    private static bool IsPlain(string text) => text[0] is '+' or '-' && text.AsSpan(1).IndexOfAnyExcept(Plain) < 0;

    /// <summary>A cell that reads back as the same text and that no spreadsheet takes for a formula.</summary>
    public static string Quote(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' && !IsPlain(text) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Special) ? "\"" + safe.Replace("\"", "\"\"") + "\"" : safe;
    }
}
