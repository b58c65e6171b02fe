using System.CommandLine;
using System.Globalization;
using Observability.Adapters.MlNet;
using Observability.Core.Incidents.Tuning;

namespace Observability.Cli.Commands;

/// <summary><c>obs train [FOLDER]</c></summary>
internal static class TrainCommand
{
    private static readonly string[] MadeUpCorpora = ["made up", "family", "operational", "estate"];
    private static readonly string[] Corpora = ["labelled", "feedback", .. MadeUpCorpora];

    public static Command Create()
    {
        Argument<string?> folder = new("folder") { Description = "Labelled series: labels.json beside a folder data with one CSV a series. May be left out with --feedback.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> feedback = new("--feedback") { Description = "Learn from what people said of the incidents in the store of --data too." };
        Option<string> into = new("--out") { Description = "Folder for fusion.zip and fusion.json.", DefaultValueFactory = _ => "trained" };
        Option<string[]> leaveOut = new("--leave-out") { Description = "A corpus that the model may not see: labelled, feedback, made up, family, operational or estate. May be given again.", AllowMultipleArgumentsPerToken = true };
        Option<int> madeUp = new("--made-up") { Description = "Made-up series of each kind; fewer take less time and teach less.", DefaultValueFactory = _ => TrainFusion.MadeUp };
        Command command = new("train", "Trains the learned stage of the detector, and says how it does on corpora that it has not seen. The setting detection.model makes the service use it.\n\nExample: obs train --feedback --out ./trained") { folder, feedback, into, leaveOut, madeUp };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(feedback), parsed.GetValue(into)!, parsed.GetValue(leaveOut) ?? [], parsed.GetValue(madeUp), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? folder, bool feedback, string into, string[] leaveOut, int madeUp, CancellationToken cancel)
    {
        if (leaveOut.FirstOrDefault(l => !Corpora.Contains(l)) is { } unknown)
        {
            throw new UsageException($"obs: --leave-out: expected one of {string.Join(", ", Corpora)}, found {unknown}");
        }

        if (folder is null && !feedback)
        {
            throw new UsageException("obs: train: expected a folder of labelled series, --feedback, or both");
        }

        if (!MadeUpCorpora.Except(leaveOut).Any())
        {
            throw new UsageException($"obs: --leave-out: expected one of {string.Join(", ", MadeUpCorpora)} to stay");
        }

        if (madeUp is < 4 or > 10_000)
        {
            throw new UsageException($"obs: --made-up: expected 4 to 10000, found {madeUp}");
        }

        if (folder is not null && !File.Exists(Path.Combine(folder, "labels.json")))
        {
            throw new IOException($"{Path.Combine(folder, "labels.json")}: there is no such file");
        }

        OutFolder.Make(into);
        IReadOnlyList<JudgedSeries> judged = feedback ? await JudgedAsync(parsed, cancel) : [];
        Output output = Session.OutputOf(parsed);
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        FusionTrained trained = TrainFusion.Run(folder, into, leaveOut, today, judged, madeUp);
        foreach (string problem in trained.Problems.Select(p => p.ToString()))
        {
            Output.Note(problem);
        }

        if (trained.Report is not { } report)
        {
            return ExitCode.Attention;
        }

        if (output.IsJson)
        {
            Output.Json(report);
            return ExitCode.Done;
        }

        Output.Line(string.Create(CultureInfo.InvariantCulture, $"{into}: {report.Trees} trees of {report.Leaves} leaves, share {report.Share:0.##}"));
        foreach (CorpusReport corpus in report.Corpora)
        {
            string kind = report.LeftOut.FirstOrDefault(l => l.Name == corpus.Name && l.Share == report.Share) is { } left
                ? string.Create(CultureInfo.InvariantCulture, $", {left.Precision:0.000} where the model knew no such series")
                : "";
            string precision = corpus.Events == 0
                ? "no event in it, so no average precision"
                : string.Create(CultureInfo.InvariantCulture, $"average precision {corpus.UnlearnedPrecision:0.000} without the model, {corpus.Precision:0.000} with it on series not seen{kind}");
            Output.Line(string.Create(CultureInfo.InvariantCulture, $"  {corpus.Name}: {precision}; F1 {corpus.F1:0.000}, {corpus.FalseAlertsPerSeriesWeek:0.000} false alerts a series-week at 0.5"));
        }

        return ExitCode.Done;
    }

    // Says what was found, before the training that takes its time.
    private static async Task<IReadOnlyList<JudgedSeries>> JudgedAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed);
        IReadOnlyList<JudgedSeries> judged = await new FindJudgedSeries(session.Service.Incidents, session.Service.Series).RunAsync(cancel);
        int useful = judged.SelectMany(s => s.Useful).Distinct().Count();
        int noise = judged.SelectMany(s => s.Noise).Distinct().Count();
        Output.Note(judged.Count == 0
            ? $"obs: {session.Data}: no incident with values was judged useful or noise; trained without feedback"
            : string.Create(CultureInfo.InvariantCulture, $"obs: {session.Data}: judged incidents: {useful} useful, {noise} noise, of {judged.Count} series; the corpus weighs {TrainFusion.WeightOfFeedback(judged):0.##} of another"));
        return judged;
    }
}
