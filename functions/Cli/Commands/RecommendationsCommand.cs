using System.CommandLine;
using System.Globalization;
using Observability.Core.Recommendations;

namespace Observability.Cli.Commands;

/// <summary><c>obs recommendations</c></summary>
internal static class RecommendationsCommand
{
    public static Command Create()
    {
        Option<bool> why = new("--why-not") { Description = "Why the rules did not fire elsewhere." };
        Option<bool> look = new("--now") { Description = "Let the rules look now, instead of showing what the last daily look found." };
        Command command = new("recommendations", "What to change to pay less, largest first.\n\nExample: obs recommendations --now") { why, look };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            if (parsed.GetValue(look))
            {
                await session.Service.FindSavings.LookAsync(cancel);
            }

            if (parsed.GetValue(why))
            {
                Evaluation? last = await session.Service.Recommendations.LastAsync(cancel);
                Listing.Write(
                    session.Output,
                    last?.Not ?? [],
                    last is null ? "The rules have not looked yet: obs recommendations --now" : "Every rule fired.",
                    n => new { rule = n.Rule, resource = n.Resource, reason = n.Reason.ToString(), why = n.Why },
                    ("rule", n => n.Rule),
                    ("resource", n => n.Resource),
                    ("why not", n => n.Why));
                return ExitCode.Done;
            }

            Print(session.Output, [.. (await session.Service.Recommendations.OpenAsync(cancel)).Select(t => t.Recommendation)]);
            return ExitCode.Done;
        });
        return command;
    }

    public static void Print(Output output, IReadOnlyList<Recommendation> found) => Listing.Write(
        output,
        found,
        "No recommendations; see --why-not.",
        r => r,
        ("rule", r => r.Rule),
        ("what", r => r.Title),
        ("#a month", r => $"{r.Saving.Amount.ToString("N2", CultureInfo.InvariantCulture)} {r.Saving.Currency}"),
        ("#low–high", r => $"{r.Saving.Low.ToString("N0", CultureInfo.InvariantCulture)}–{r.Saving.High.ToString("N0", CultureInfo.InvariantCulture)}"),
        ("fix", r => r.Fix));
}
