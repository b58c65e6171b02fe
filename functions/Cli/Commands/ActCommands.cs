using System.CommandLine;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs ack/unack/snooze/resolve/comment/feedback ID</c></summary>
internal static class ActCommands
{
    // Of an incident with many members, the root's and a few more.
    private const int SeriesShown = 3;

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
            Act act = new(ActKind.Feedback, parsed.GetValue(by)!, parsed.GetValue(says));
            Acted acted = await session.Service.Act.RunAsync(parsed.GetValue(id)!, act, cancel);
            int code = Print(session.Output, parsed.GetValue(id)!, acted, Said(act, acted));
            if (!session.Output.IsJson)
            {
                await PrintSensitivityAsync(session, acted.Incident!, cancel);
            }

            return code;
        });
        return command;
    }

    // What was recorded; the incident itself stays as it was.
    private static string Said(Act act, Acted acted)
    {
        bool already = acted.Reason == ActedReason.Unchanged;
        string state = acted.Incident?.State.ToString().ToLowerInvariant() ?? "";
        return act.Text == IncidentAct.Withdraw
            ? $"{(already ? $"{act.By} had said nothing" : $"what {act.By} said is taken back")}; the incident stays {state}"
            : $"{act.Text} {(already ? "was noted already" : "is noted")}, said by {act.By}; the incident stays {state}";
    }

    private static async Task PrintSensitivityAsync(Session session, Incident incident, CancellationToken cancel)
    {
        (Subject Subject, string Measure)[] series = [.. LearnFromFeedback.SeriesOf(incident)];
        if (series.Length == 0)
        {
            Output.Line("  it is not about values of a series: how anything is judged does not change");
        }

        foreach ((Subject subject, string measure) in series.Take(SeriesShown))
        {
            Tuned tuned = (await session.Service.Tuning.OfAsync(subject, (double)session.Settings.Detection.Sensitivity, session.Service.Time.GetUtcNow(), cancel))(measure);
            Output.Line($"  {subject} {measure}: {(tuned.Because.Length > 0 ? tuned.Because : "as sensitive as usual")}");
        }

        if (series.Length > SeriesShown)
        {
            Output.Line($"  and {series.Length - SeriesShown} more series");
        }
    }

    private static int Print(Output output, string id, Acted acted, string? said = null)
    {
        string? problem = acted.Reason switch
        {
            ActedReason.NoSuchIncident => $"obs: there is no incident {SafeText.Cut(id)}",
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
            Output.Line($"{id}: {said ?? acted.Incident!.State.ToString().ToLowerInvariant()}{(said is null && acted.Reason == ActedReason.Unchanged ? " already" : string.Empty)}");
        }

        return ExitCode.Done;
    }
}
