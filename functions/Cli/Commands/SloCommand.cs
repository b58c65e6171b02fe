using System.CommandLine;
using System.Globalization;
using Observability.Core.Slos;

namespace Observability.Cli.Commands;

/// <summary><c>obs slo</c></summary>
internal static class SloCommand
{
    public static Command Create()
    {
        Option<bool> look = new("--now") { Description = "Count the days that are over now, instead of showing what the last daily count found." };
        Command command = new("slo", "How the objectives of the settings stand, over whole days.\n\nExample: obs slo --now") { look };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            if (parsed.GetValue(look))
            {
                await session.Service.Slos.CountAsync(cancel);
            }

            Print(session.Output, await session.Service.Slos.StandingAsync(cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Output output, IReadOnlyList<SloStanding> slos) => Listing.Write(
        output,
        slos,
        "No objectives: slos in observability.yaml is empty.",
        s => s,
        ("name", s => s.Name),
        ("of", s => s.Of),
        ("which", s => s.Subject),
        ("#objective", s => Percent((double)s.Objective)),
        ("#measured", s => Percent(s.Measured)),
        ("#budget left", s => Percent(s.BudgetLeft * 100)),
        ("#burn", s => s.Burn?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–"),
        ("#over", s => $"{s.WindowDays} d"));

    private static string Percent(double? percent) => percent is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) + " %" : "–";
}
