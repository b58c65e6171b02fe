using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Files;
using Observability.Adapters.Sqlite;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Reports;
using Observability.Sample;
using Observability.Sample.Scoring;

namespace Observability.Cli.Commands;

/// <summary><c>obs demo [--once] [--seed N]</c></summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<bool> once = new("--once") { Description = "End when the report is written, instead of serving the dashboard." };
        Option<int> seed = new("--seed") { Description = "Which sample estate to make.", DefaultValueFactory = _ => 1 };
        Option<string> urls = ServeCommand.Urls();
        Command command = new("demo", "The whole job from nothing: makes a sample estate, replays its 60 days through the service, prints what was found, writes the weekly report, and serves the dashboard.\n\nExample: obs demo --once") { once, seed, urls };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(once), parsed.GetValue(seed), urls, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool once, int seed, Option<string> urls, CancellationToken cancel)
    {
        long started = Stopwatch.GetTimestamp();
        Output output = Session.OutputOf(parsed);

        // A folder a seed: a demo that was stopped goes on where it was, and another seed is another estate.
        string data = Path.Combine(parsed.GetValue(Globals.Data)!, $"demo-{seed}");
        string estate = Path.Combine(data, "estate");
        Truth truth = await EstateAsync(output, estate, seed, cancel);
        ReadArrivals read = await ReadArrivals.FromAsync(FileInputs.Expand([estate], Console.OpenStandardInput, data), asReceived: false, cancel);
        SimulatedTime clock = new(truth.From);
        await using LocalReceivers receivers = await LocalReceivers.StartAsync(Path.Combine(data, "received"), cancel);
        string state = StateOf(parsed.GetValue(Globals.Data)!, seed);
        await using SqliteStore file = new(state);

        // 60 days in a minute: steps are made in memory and kept together, so that a demo that is killed goes on from the last that were.
        WriteBehindStore store = await WriteBehindStore.OpenAsync(file, cancel);
        await using Session session = Session.Over(parsed, store, clock, receivers: receivers.Receivers, data: data);
        await output.WithProgressAsync("60 days", progress => new Replay(session.Service, clock, deliver: true) { AfterTick = store.SometimesAsync }.RunAsync(read.Arrivals, truth.To, resume: true, progress, cancel));
        ReportWeek week = ReportWeek.Before(truth.To);
        string reports = Path.Combine(data, "reports", week.ToString());
        IReadOnlyList<string> files = await ReportCommand.WriteAsync(session, week, reports, ReportSettings.Estate, null, cancel);
        await session.Service.FindSavings.LookAsync(cancel);
        Recommendation[] savings = [.. (await session.Service.Recommendations.OpenAsync(cancel)).Select(t => t.Recommendation)];
        await store.FlushAsync(cancel);
        List<Incident> incidents = await session.Service.Incidents.OpenedAsync(truth.From, truth.To, cancel).ToListAsync(cancel);
        Scoreboard score = Score.Of(truth, ScoreboardText.Seen(incidents), [.. savings.Select(r => new SeenSaving(r.Rule, r.Resource, r.Saving.Amount, r.Saving.Currency))]);
        Print(output, new Found(incidents, savings, score, files, Path.Combine(data, "received"), receivers.Count, state), Stopwatch.GetElapsedTime(started));
        if (!once)
        {
            await ServeAsync(parsed, file, receivers, data, truth.To, parsed.GetValue(urls)!, cancel);
        }

        return ExitCode.Done;
    }

    /// <summary>Where the store of a demo lies, for the <c>--data</c> of other commands.</summary>
    internal static string StateOf(string data, int seed) => Path.Combine(data, $"demo-{seed}", "state");

    // Written beside and renamed, so that a demo stopped in the middle does not go on with half an estate.
    private static async Task<Truth> EstateAsync(Output output, string estate, int seed, CancellationToken cancel)
    {
        string file = Path.Combine(estate, "truth.json");
        if (File.Exists(file))
        {
            return Truth.Read(file);
        }

        string part = estate + ".part";
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true);
        }

        await output.WithProgressAsync("sample estate", progress => Task.Run(() => SampleEstate.Write(part, new SampleOptions { Seed = seed }, progress, cancel), cancel));
        Directory.Move(part, estate);
        return Truth.Read(file);
    }

    // The clock of the dashboard stands at the end of the estate: nothing comes any more, and soon everything would be late.
    private static async Task ServeAsync(
        ParseResult parsed, SqliteStore store, LocalReceivers receivers, string data, DateTimeOffset end, string urls, CancellationToken cancel)
    {
        await using Session session = Session.Over(parsed, store, new StandingTime(end), receivers: receivers.Receivers, data: data);
        await ServeCommand.RunAsync(session, urls, "This is a sample estate: nothing here is real.", cancel);
    }

    private static void Print(Output output, Found found, TimeSpan took)
    {
        if (output.IsJson)
        {
            Scoreboard score = found.Score;
            Output.Json(new
            {
                incidents = found.Incidents.Select(i => IncidentView.Of(i)),
                recommendations = found.Savings,
                scoreboard = new { score.Injected, score.Found, again = score.Duplicates, score.False, kinds = score.Kinds, dollarsFound = score.Dollars, dollarsInjected = score.DollarsInjected, missed = score.Missed.Select(m => m.Id) },
                reports = found.Reports,
                messages = found.Messages,
                state = found.State,
                seconds = Math.Round(took.TotalSeconds, 1),
            });
            return;
        }

        IncidentsCommand.Print(output, [.. found.Incidents.Take(15)]);
        RecommendationsCommand.Print(output, found.Savings);
        ScoreboardText.Print(output, found.Score);
        Output.Line($"{found.Incidents.Count} incidents; {found.Messages} messages sent to stand-ins for Teams, Slack and a webhook, kept in {found.Received}");
        Output.Line($"report: {found.Reports[0]}");
        Output.Line($"state: {found.State}; other commands look at it with --data {found.State}");
        Output.Line($"{took.TotalSeconds:0.0} s");
    }

    private sealed record Found(
        IReadOnlyList<Incident> Incidents, IReadOnlyList<Recommendation> Savings, Scoreboard Score, IReadOnlyList<string> Reports, string Received, int Messages, string State);
}
