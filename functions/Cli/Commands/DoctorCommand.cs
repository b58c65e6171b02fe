using System.CommandLine;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Cli.Commands;

/// <summary><c>obs doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Command command = new("doctor", "Says which sources of the settings can be reached, and which role is missing where not. Changes nothing.\n\nExample: obs doctor");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed);
        Dictionary<string, CollectorState> states = (await session.Service.CollectorStates.AllAsync(cancel)).ToDictionary(s => s.Name);
        List<(string Name, SourceFailedException? Failed, string Words, DateTimeOffset? Succeeded)> found = [];
        foreach (ICollector collector in session.Service.Collectors())
        {
            DateTimeOffset? succeeded = states.GetValueOrDefault(collector.Name)?.Succeeded;
            try
            {
                found.Add((collector.Name, null, await collector.ReachAsync(cancel), succeeded));
            }
            catch (SourceFailedException e)
            {
                found.Add((collector.Name, e, e.Message, succeeded));
            }
        }

        Listing.Write(
            session.Output,
            found,
            "No sources: name some under \"sources\" in observability.yaml. What comes by itself needs none.",
            f => new { source = f.Name, reachable = f.Failed is null, failure = f.Failed is null ? null : SettingsJson.Word(f.Failed.Failure), says = f.Words, succeeded = f.Succeeded },
            ("source", f => f.Name),
            ("reachable", f => f.Failed is null ? "yes" : $"no: {SettingsJson.Word(f.Failed.Failure)}"),
            ("last collected", f => Listing.Time(f.Succeeded)),
            ("what it says", f => f.Words));
        return found.Any(f => f.Failed is not null) ? ExitCode.Attention : ExitCode.Done;
    }
}
