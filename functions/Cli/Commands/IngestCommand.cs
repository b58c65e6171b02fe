using System.CommandLine;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Spectre.Console;

namespace Observability.Cli.Commands;

/// <summary><c>obs ingest PATH…</c></summary>
internal static class IngestCommand
{
    private const int ProblemsShown = 20;

    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders, globs, or - for standard input; plain, .gz or .zst.", Arity = ArgumentArity.OneOrMore };
        Option<string> format = new("--format") { Description = "Read everything as this format instead of recognising it.", DefaultValueFactory = _ => "auto" };
        Command command = new("ingest", "Reads files and keeps what they say.\n\nExample: obs ingest ./lineage ./bills/*.csv.gz --json") { paths, format };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(paths)!, parsed.GetValue(format)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] paths, string format, CancellationToken cancel)
    {
        IFormat? forced = null;
        if (format != "auto")
        {
            forced = Formats.Named(format, out string problem) ?? throw new UsageException("obs: " + problem);
        }

        await using Session session = Session.Open(parsed);
        string scratch = Path.Combine(session.Data, "tmp");
        FileInput[] files = await GivenFiles.OfAsync(paths, scratch, cancel);
        List<Ingested> done = await session.Output.WithProgressAsync("reading", async progress =>
        {
            List<Ingested> results = [];
            foreach (FileInput file in files)
            {
                results.Add(await ReadFile.RunAsync(file, forced, session.Service.Ingest, cancel));
                progress.Report((double)results.Count / files.Length);
            }

            return results;
        });
        if (Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }

        Print(session.Output, done);
        return done.Any(d => d.Kept.Rejected > 0) ? ExitCode.Attention : ExitCode.Done;
    }

    private static void Print(Output output, List<Ingested> done)
    {
        foreach (BadInput problem in done.SelectMany(d => d.Kept.Problems).Take(ProblemsShown))
        {
            Output.Note(problem.ToString());
        }

        long problems = done.Sum(d => d.Kept.Rejected);
        if (problems > ProblemsShown)
        {
            Output.Note($"… and {problems - ProblemsShown} more rejected; all are kept as dead letters: obs store dead");
        }

        if (output.IsJson)
        {
            Output.Json(new
            {
                files = done.Select(d => new { path = d.Path, format = d.Format, accepted = d.Kept.Accepted, duplicate = d.Kept.Duplicate, rejected = d.Kept.Rejected, ignored = d.Kept.Ignored }),
                accepted = done.Sum(d => d.Kept.Accepted),
                duplicate = done.Sum(d => d.Kept.Duplicate),
                rejected = problems,
                unrecognised = done.Count(d => d.Format is null),
            });
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn("format");
        foreach (string column in (string[])["files", "accepted", "duplicate", "rejected", "ignored"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (IGrouping<string?, Ingested> format in done.GroupBy(d => d.Format).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            table.AddRow(
                format.Key ?? "(unrecognised)",
                $"{format.Count()}",
                $"{format.Sum(d => d.Kept.Accepted):N0}",
                $"{format.Sum(d => d.Kept.Duplicate):N0}",
                $"{format.Sum(d => d.Kept.Rejected):N0}",
                $"{format.Sum(d => d.Kept.Ignored):N0}");
        }

        output.Table.Write(table);
    }
}
