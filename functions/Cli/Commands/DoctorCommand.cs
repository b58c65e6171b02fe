using System.CommandLine;
using System.Globalization;
using Observability.Adapters.MlNet;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Cli.Commands;

/// <summary><c>obs doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Command command = new("doctor", "Says which sources of the settings can be reached, and which role is missing where not; and which model the detector uses. Changes nothing.\n\nExample: obs doctor");
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
        bool usable = Model(session);
        return usable && found.All(f => f.Failed is null) ? ExitCode.Done : ExitCode.Attention;
    }

    // Whether the model that the settings ask for can be used. Why it cannot is told by whoever loads it, on stderr.
    private static bool Model(Session session)
    {
        (string? folder, FusionLoad load) = session.Fusion.Look();
        string model = folder ?? "shipped";
        if (session.Output.IsJson)
        {
            Output.Json(new { model, usable = load.Reason is null, trained = load.Report?.Trained, share = load.Report?.Share, says = load.Reason });
        }
        else
        {
            Output.Line(load.Report is { } report ? string.Create(CultureInfo.InvariantCulture, $"model: {model}, trained {report.Trained:yyyy-MM-dd}, share {report.Share:0.##}") : $"model: none, {model} cannot be used");
        }

        return load.Reason is null;
    }
}
