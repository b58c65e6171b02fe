using System.CommandLine;
using System.Globalization;
using Observability.Adapters.Files;
using Observability.Core.Freshness;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs freshness PATH…</c></summary>
internal static class FreshnessCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "CSV files dataset,time[,…], folders or globs.", Arity = ArgumentArity.OneOrMore };
        Command command = new("freshness", "The learned deadline after every update, decided with nothing later known; --json gives one object an update.\n\nExample: obs freshness ./updates --json") { paths };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(paths)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] paths, CancellationToken cancel)
    {
        Output output = Session.OutputOf(parsed);
        bool bad = false;
        using StreamWriter lines = new(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        foreach (FileInput file in await GivenFiles.OfAsync(paths, Path.GetTempPath(), cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (file.Input is null)
            {
                Output.Note(file.Problem!.ToString());
                bad = true;
                continue;
            }

            try
            {
                using StreamReader text = new(file.Input.Open());
                foreach (DatasetDeadline deadline in LearnFreshness.Run(text, file.Name))
                {
                    if (deadline.Problem is { } problem)
                    {
                        Output.Note(problem.ToString());
                        bad = true;
                        continue;
                    }

                    lines.WriteLine(output.IsJson ? Json(deadline) : TerminalText.LineOf(Line(deadline)));
                }
            }
            catch (Exception e) when (e is InvalidDataException or FileNotFoundException or SpecialFileException or UnauthorizedAccessException)
            {
                Output.Note(new BadInput(file.Name, 0, 0, "", InputFile.Unreadable(e)).ToString());
                bad = true;
            }
        }

        return bad ? ExitCode.Attention : ExitCode.Done;
    }

    private static string Json(DatasetDeadline deadline) => System.Text.Json.JsonSerializer.Serialize(new
    {
        dataset = deadline.Dataset,
        updated = deadline.Verdict.Updated,
        expected = deadline.Verdict.Expected,
        deadline = deadline.Verdict.Deadline,
    });

    private static string Line(DatasetDeadline deadline) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SafeText.Cut(deadline.Dataset)}  updated {Listing.Time(deadline.Verdict.Updated)}  expected {Listing.Time(deadline.Verdict.Expected)}  deadline {Listing.Time(deadline.Verdict.Deadline)}  ({deadline.Verdict.Reason})");
}
