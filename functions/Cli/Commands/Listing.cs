using Spectre.Console;

namespace Observability.Cli.Commands;

/// <summary>Rows as a table for people, or as JSON lines for programs.</summary>
internal static class Listing
{
    /// <param name="columns">Headings with how each is read off a row; a heading that begins with <c>#</c> is a number.</param>
    /// <param name="json">What a program gets of a row.</param>
    public static void Write<T>(Output output, IReadOnlyList<T> rows, string none, Func<T, object> json, params (string Heading, Func<T, string> Cell)[] columns)
    {
        if (output.IsJson)
        {
            foreach (T row in rows)
            {
                Output.Json(json(row));
            }

            return;
        }

        if (rows.Count == 0)
        {
            Output.Line(none);
            return;
        }

        Table table = new Table().Border(TableBorder.Simple);
        foreach ((string heading, _) in columns)
        {
            bool number = heading.StartsWith('#');
            TableColumn column = new(Markup.Escape(heading.TrimStart('#')));
            table.AddColumn(number ? column.RightAligned().NoWrap() : column);
        }

        foreach (T row in rows)
        {
            table.AddRow([.. columns.Select(c => new Text(TerminalText.Of(c.Cell(row))))]);
        }

        output.Table.Write(table);
    }

    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm") ?? "–";
}
