using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Sample;
using Observability.Sample.Scoring;

namespace Observability.Cli.Commands;

/// <summary><c>obs replay PATH…</c></summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders or globs.", Arity = ArgumentArity.OneOrMore };
        Option<DateTimeOffset?> from = Options.Time("--from", "Leave out what came before.");
        Option<DateTimeOffset?> to = Options.Time("--to", "Leave out what came at or after, and end the clock here.");
        Option<bool> received = new("--as-received") { Description = "Keep the order of the files instead of the order of event times." };
        Option<string?> truth = new("--truth") { Description = "truth.json of a sample estate: print how many of its faults were found." };
        Command command = new("replay", "Runs inputs through the whole service on a simulated clock, in a throw-away store; nobody is told. JSON lines: incidents, then a summary.\n\nExample: obs replay ./estate --json") { paths, from, to, received, truth };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(paths)!, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(received), parsed.GetValue(truth), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] paths, DateTimeOffset? from, DateTimeOffset? to, bool asReceived, string? truth, CancellationToken cancel)
    {
        long started = Stopwatch.GetTimestamp();
        ReadArrivals read = await ReadArrivals.FromAsync(await GivenFiles.OfAsync(paths, Path.GetTempPath(), cancel), asReceived, cancel);
        Arrival[] arrivals = [.. read.Arrivals.Where(a => (from is null || a.At >= from) && (to is null || a.At < to))];
        foreach (BadInput problem in read.Problems.Take(20))
        {
            Output.Note(problem.ToString());
        }

        DateTimeOffset begin = arrivals.Length > 0 ? arrivals[0].At : from ?? DateTimeOffset.UnixEpoch;
        DateTimeOffset end = to ?? (arrivals.Length > 0 ? arrivals[^1].At.AddMinutes(1) : begin);
        SimulatedTime clock = new(begin);
        await using Session session = Session.Over(parsed, new MemoryStore(), clock);
        Kept kept = await session.Output.WithProgressAsync("replaying", progress => new Replay(session.Service, clock, deliver: false).RunAsync(arrivals, end, resume: false, progress, cancel));
        List<Incident> incidents = await session.Service.Incidents.OpenedAsync(begin.AddDays(-1), end, cancel).ToListAsync(cancel);
        incidents.Reverse();
        IncidentsCommand.Print(session.Output, incidents);
        if (truth is not null)
        {
            ScoreboardText.Print(session.Output, Score.Of(Truth.Read(truth), ScoreboardText.Seen(incidents), []));
        }

        object summary = new
        {
            type = "summary",
            events = arrivals.Sum(a => a.Record.Count),
            rejected = read.Rejected,
            duplicates = kept.Duplicate,
            incidents = incidents.Count,
            notifications = incidents.Sum(i => i.Notifications),
            from = begin,
            to = end,
            seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3),
        };
        if (session.Output.IsJson)
        {
            Output.Json(summary);
        }
        else
        {
            Output.Line($"{arrivals.Sum(a => a.Record.Count):N0} events, {read.Rejected} rejected, {kept.Duplicate} duplicates; {incidents.Count} incidents, {incidents.Sum(i => i.Notifications)} notifications");
        }

        return read.Rejected > 0 ? ExitCode.Attention : ExitCode.Done;
    }
}
