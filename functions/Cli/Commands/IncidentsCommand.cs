using System.CommandLine;
using Observability.Core.Incidents;

namespace Observability.Cli.Commands;

/// <summary><c>obs incidents</c></summary>
internal static class IncidentsCommand
{
    public static Command Create()
    {
        Option<DateTimeOffset?> from = Options.Time("--from", "Opened at or after; default 30 days ago.");
        Option<DateTimeOffset?> to = Options.Time("--to", "Opened before; default now.");
        Option<bool> open = new("--open") { Description = "Only those that are open." };
        Option<int> take = Options.Take();
        Command command = new("incidents", "Lists incidents, newest first; --json gives one object a line.\n\nExample: obs incidents --open") { from, to, open, take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            DateTimeOffset end = parsed.GetValue(to) ?? session.Service.Time.GetUtcNow().AddMinutes(1);
            List<Incident> incidents = [];
            await foreach (Incident incident in session.Service.Incidents.OpenedAsync(parsed.GetValue(from) ?? end.AddDays(-30), end, cancel))
            {
                if (!parsed.GetValue(open) || incident.Closed is null)
                {
                    incidents.Add(incident);
                }

                if (incidents.Count == parsed.GetValue(take))
                {
                    break;
                }
            }

            Print(session.Output, incidents);
            return ExitCode.Done;
        });
        return command;
    }

    public static void Print(Output output, IReadOnlyList<Incident> incidents) => Listing.Write(
        output,
        incidents,
        "No incidents.",
        i => IncidentView.Of(i),
        ("id", i => i.Id),
        ("severity", i => i.Severity.ToString().ToLowerInvariant()),
        ("kind", i => i.Kind),
        ("opened", i => Listing.Time(i.Opened)),
        ("closed", i => Listing.Time(i.Closed)),
        ("what", i => i.Title),
        ("owner", i => i.Owner ?? "–"),
        ("#members", i => $"{i.Members.Count}"));
}
