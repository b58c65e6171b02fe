using System.CommandLine;
using System.Globalization;
using Observability.Adapters.MlNet;

namespace Observability.Cli.Commands;

/// <summary><c>obs train FOLDER</c></summary>
internal static class TrainCommand
{
    private static readonly string[] Corpora = ["labelled", "made up", "family", "operational", "estate"];

    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Labelled series: labels.json beside a folder data with one CSV a series." };
        Option<string> into = new("--out") { Description = "Folder for fusion.zip and fusion.json.", DefaultValueFactory = _ => "trained" };
        Option<string[]> leaveOut = new("--leave-out") { Description = "A corpus that the model may not see: labelled, made up, family, operational or estate. May be given again.", AllowMultipleArgumentsPerToken = true };
        Command command = new("train", "Trains the learned stage of the detector, and says how it does on corpora that it has not seen.\n\nExample: obs train ./labelled --out ./trained") { folder, into, leaveOut };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed, parsed.GetValue(folder)!, parsed.GetValue(into)!, parsed.GetValue(leaveOut) ?? [])));
        return command;
    }

    private static int Run(ParseResult parsed, string folder, string into, string[] leaveOut)
    {
        if (leaveOut.FirstOrDefault(l => !Corpora.Contains(l)) is { } unknown)
        {
            throw new UsageException($"obs: --leave-out: expected one of {string.Join(", ", Corpora)}, found {unknown}");
        }

        if (!File.Exists(Path.Combine(folder, "labels.json")))
        {
            throw new IOException($"{Path.Combine(folder, "labels.json")}: there is no such file");
        }

        Output output = Session.OutputOf(parsed);
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        FusionTrained trained = TrainFusion.Run(folder, into, leaveOut, today);
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
            Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"  {corpus.Name}: average precision {corpus.UnlearnedPrecision:0.000} without the model, {corpus.Precision:0.000} with it on series not seen{kind}; F1 {corpus.F1:0.000}, {corpus.FalseAlertsPerSeriesWeek:0.000} false alerts a series-week at 0.5"));
        }

        return ExitCode.Done;
    }
}
