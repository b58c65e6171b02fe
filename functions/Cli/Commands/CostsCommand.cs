using System.CommandLine;
using System.Globalization;
using Observability.Core.Cost;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs costs [--by D,D] [--from] [--to]</c></summary>
internal static class CostsCommand
{
    public static Command Create()
    {
        Option<string> by = new("--by") { Description = $"Dimensions, comma separated: {CostDimensions.Known}.", DefaultValueFactory = _ => "SubAccountName,ServiceName" };
        Option<DateTimeOffset?> from = Options.Time("--from", "First day; default 30 days before the last.");
        Option<DateTimeOffset?> to = Options.Time("--to", "Day after the last; default today.");
        Option<int> take = Options.Take();
        Command command = new("costs", "Sums up the bill, largest first; currencies are never added.\n\nExample: obs costs --by ServiceName,Tag:team --from 2026-11-01") { by, from, to, take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            DateOnly end = DateOnly.FromDateTime((parsed.GetValue(to) ?? session.Service.Time.GetUtcNow().AddDays(1)).UtcDateTime);
            DateOnly begin = parsed.GetValue(from) is { } first ? DateOnly.FromDateTime(first.UtcDateTime) : end.AddDays(-30);
            (IReadOnlyList<CostDimension> dimensions, IReadOnlyList<string> unknown) = CostDimensions.Read(parsed.GetValue(by)!);
            if (unknown.Count > 0)
            {
                throw new UsageException($"obs: --by: no dimension \"{SafeText.Cut(unknown[0])}\"; there are {CostDimensions.Known}");
            }

            await PrintAsync(session, dimensions, begin, end, parsed.GetValue(take), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task PrintAsync(
        Session session, IReadOnlyList<CostDimension> dimensions, DateOnly from, DateOnly to, int take, CancellationToken cancel)
    {
        Dictionary<string, (string[] Values, string Currency, decimal Effective, decimal Billed)> sums = [];
        await foreach (DayCost day in session.Service.Ledger.DaysAsync(from, to, cancel))
        {
            foreach (CostItem item in day.Items)
            {
                string[] values = [.. dimensions.Select(d => d.Of(day, item))];
                string key = string.Join('\0', values) + '\0' + item.Currency;
                (string[] Values, string Currency, decimal Effective, decimal Billed) sum = sums.GetValueOrDefault(key, (values, item.Currency, 0, 0));
                sums[key] = (values, item.Currency, sum.Effective + item.Effective, sum.Billed + item.Billed);
            }
        }

        Listing.Write(
            session.Output,
            [.. sums.Values.OrderByDescending(s => s.Effective).ThenBy(s => string.Join('\0', s.Values), StringComparer.Ordinal).Take(take)],
            $"No costs from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}.",
            s => new { dimensions = dimensions.Select((d, i) => (d.Name, s.Values[i])).ToDictionary(d => d.Name, d => d.Item2), effective = s.Effective, billed = s.Billed, currency = s.Currency },
            [
                .. dimensions.Select((d, i) => (d.Name, (Func<(string[] Values, string Currency, decimal Effective, decimal Billed), string>)(s => s.Values[i]))),
                ("#effective", s => s.Effective.ToString("N2", CultureInfo.InvariantCulture)),
                ("#billed", s => s.Billed.ToString("N2", CultureInfo.InvariantCulture)),
                ("currency", s => s.Currency),
            ]);
    }
}
