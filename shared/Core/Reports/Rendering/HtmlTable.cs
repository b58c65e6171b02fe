namespace Observability.Core.Reports.Rendering;

/// <summary>Tables of HTML. Cells are HTML already: whoever makes them escapes.</summary>
internal static class HtmlTable
{
    /// <param name="heads">A head that begins with <c>#</c> is of a column of numbers.</param>
    /// <returns>Empty when there are no rows.</returns>
    public static string Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string>? sum = null)
    {
        IReadOnlyList<string>[] all = [.. rows];
        if (all.Length == 0)
        {
            return "";
        }

        bool[] numbers = [.. heads.Select(h => h.StartsWith('#'))];
        string Cells(string tag, IReadOnlyList<string> cells) => string.Concat(cells.Select((c, i) => $"<{tag}{(numbers[i] ? " class=\"n\"" : "")}>{c}</{tag}>"));
        string head = Cells("th", [.. heads.Select(h => h.TrimStart('#'))]);
        string last = sum is null ? "" : $"<tr class=\"sum\">{Cells("td", sum)}</tr>\n";
        return $"<div class=\"scroll\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{string.Concat(all.Select(r => $"<tr>{Cells("td", r)}</tr>\n"))}{last}</tbody></table></div>\n";
    }
}
