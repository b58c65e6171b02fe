using System.CommandLine;
using Observability.Sample;

namespace Observability.Cli.Commands;

/// <summary><c>obs sample --out DIR</c></summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Option<string> into = new("--out") { Description = "Folder to write into; it is made.", Required = true };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same bytes everywhere.", DefaultValueFactory = _ => 1 };
        Option<int> days = new("--days") { Description = "Length of the estate's history, 1 to 400.", DefaultValueFactory = _ => 60 };
        Command command = new("sample", "Writes a sample estate in real formats, and truth.json with every fault that is in it.\n\nExample: obs sample --out ./estate --seed 7") { into, seed, days };
        command.SetAction(async (parsed, cancel) =>
        {
            int length = parsed.GetValue(days);
            if (length is < 1 or > 400)
            {
                throw new UsageException($"obs: --days: expected 1 to 400, found {length}");
            }

            OutFolder.Make(parsed.GetValue(into)!);
            Output output = Session.OutputOf(parsed);
            Truth truth = await output.WithProgressAsync("sample estate", progress => Task.Run(
                () => SampleEstate.Write(parsed.GetValue(into)!, new SampleOptions { Seed = parsed.GetValue(seed), Days = length }, progress, cancel), cancel));
            if (output.IsJson)
            {
                Output.Json(new { directory = parsed.GetValue(into), truth.Seed, truth.From, truth.To, faults = truth.Faults.Count, lookalikes = truth.Lookalikes.Count, runs = truth.Runs.Count });
            }
            else
            {
                Output.Line($"{parsed.GetValue(into)}: {truth.Runs.Count:N0} runs from {truth.From:yyyy-MM-dd} to {truth.To:yyyy-MM-dd}, {truth.Faults.Count} faults, {truth.Lookalikes.Count} look-alikes (truth.json)");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
