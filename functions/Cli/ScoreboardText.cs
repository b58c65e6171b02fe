using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Sample.Scoring;
using Spectre.Console;

namespace Observability.Cli;

/// <summary>Prints how the service did on a sample estate.</summary>
internal static class ScoreboardText
{
    public static IReadOnlyList<SeenIncident> Seen(IEnumerable<Incident> incidents) =>
        [.. incidents.Select(i => new SeenIncident(i.Id, i.Kind, i.Root.Text, [i.Root.Text, .. i.Members.Select(m => m.Subject.Text)], i.Opened))];

    public static void Print(Output output, Scoreboard score)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("fault");
        foreach (string column in (string[])["injected", "found", "again", "false", "median delay"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (KindScore kind in score.Kinds)
        {
            table.AddRow(Markup.Escape(TerminalText.LineOf(kind.Kind)), $"{kind.Injected}", $"{kind.Found}", $"{kind.Duplicates}", $"{kind.False}", kind.MedianDelay is { } delay ? Quantity.Duration(delay) : "–");
        }

        table.AddRow("all", $"{score.Injected}", $"{score.Found}", $"{score.Duplicates}", $"{score.False}", string.Empty);
        (output.IsJson ? output.Notes : output.Table).Write(table);
        string money = $"waste found: {score.Dollars:N2} of {score.DollarsInjected:N2} USD a month";
        string missed = $"missed: {(score.Missed.Count == 0 ? "none" : string.Join(", ", score.Missed.Select(m => m.Id)))}";
        foreach (string line in (string[])[money, missed])
        {
            if (output.IsJson)
            {
                Output.Note(line);
            }
            else
            {
                Output.Line(line);
            }
        }
    }
}
