using System.CommandLine;
using Observability.Core.Incidents;

namespace Observability.Cli.Commands;

/// <summary><c>obs ack/unack/snooze/resolve/comment/feedback ID</c></summary>
internal static class ActCommands
{
    public static IEnumerable<Command> All() =>
    [
        Create(ActKind.Ack, "ack", "Says that somebody looks after an incident: repeats stop.", "obs ack 202611-3f9a1c0b2d4e"),
        Create(ActKind.Unack, "unack", "Takes an acknowledgement back.", "obs unack 202611-3f9a1c0b2d4e"),
        Create(ActKind.Snooze, "snooze", "Nobody is told of an incident until a time.", "obs snooze 202611-3f9a1c0b2d4e --until 2026-11-24T08:00:00Z"),
        Create(ActKind.Resolve, "resolve", "Says that an incident is over, whatever the data says.", "obs resolve 202611-3f9a1c0b2d4e"),
        Create(ActKind.Comment, "comment", "Adds a comment to an incident.", "obs comment 202611-3f9a1c0b2d4e --text \"vendor informed\""),
        FeedbackCommand(),
    ];

    private static Command Create(ActKind kind, string name, string what, string example)
    {
        Argument<string> id = new("id") { Description = "Id of the incident, as obs incidents shows it." };
        Option<string> by = new("--by") { Description = "Who does it.", DefaultValueFactory = _ => Environment.UserName };
        Option<string?> text = new("--text") { Description = "What is said with it.", Required = kind == ActKind.Comment };
        Option<DateTimeOffset?> until = Options.Time("--until", "End of the snooze.");
        Command command = new(name, $"{what}\n\nExample: {example}") { id, by, text };
        if (kind == ActKind.Snooze)
        {
            until.Required = true;
            command.Options.Add(until);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            Acted acted = await session.Service.Act.RunAsync(parsed.GetValue(id)!, new Act(kind, parsed.GetValue(by)!, parsed.GetValue(text), kind == ActKind.Snooze ? parsed.GetValue(until) : null), cancel);
            return Print(session.Output, parsed.GetValue(id)!, acted);
        });
        return command;
    }

    private static Command FeedbackCommand()
    {
        Argument<string> id = new("id") { Description = "Id of the incident, as obs incidents shows it." };
        Argument<string> says = new("word") { Description = "useful, noise (nothing was wrong), planned (it was meant to be so), or withdraw (takes back what you said)." };
        says.AcceptOnlyFromAmong("useful", "noise", "planned", IncidentAct.Withdraw);
        Option<string> by = new("--by") { Description = "Who says so.", DefaultValueFactory = _ => Environment.UserName };
        Command command = new("feedback", "Says whether an incident was worth telling: series like it are judged accordingly. Withdraw undoes it.\n\nExample: obs feedback 202611-3f9a1c0b2d4e noise") { id, says, by };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            Acted acted = await session.Service.Act.RunAsync(parsed.GetValue(id)!, new Act(ActKind.Feedback, parsed.GetValue(by)!, parsed.GetValue(says)), cancel);
            return Print(session.Output, parsed.GetValue(id)!, acted);
        });
        return command;
    }

    private static int Print(Output output, string id, Acted acted)
    {
        string? problem = acted.Reason switch
        {
            ActedReason.NoSuchIncident => $"obs: there is no incident {Core.Primitives.SafeText.Cut(id)}",
            ActedReason.Over => $"obs: {id} is over; only comments and feedback are taken",
            ActedReason.NothingSaid => "obs: --text: expected a comment, found nothing",
            ActedReason.BadUntil => "obs: --until: expected a time within the next 30 days",
            _ => null,
        };
        if (problem is not null)
        {
            throw new UsageException(problem);
        }

        if (output.IsJson)
        {
            Output.Json(IncidentView.Of(acted.Incident!));
        }
        else
        {
            Output.Line($"{id}: {acted.Incident!.State.ToString().ToLowerInvariant()}{(acted.Reason == ActedReason.Unchanged ? " already" : string.Empty)}");
        }

        return ExitCode.Done;
    }
}
