using System.CommandLine;
using System.Globalization;
using Observability.Core.Cost;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs costs [--by D,D] [--from] [--to]</c></summary>
internal static class CostsCommand
{
    private static readonly Dictionary<string, Func<DayCost, CostItem, string>> Dimensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Day"] = (day, _) => day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["BillingAccountId"] = (day, _) => day.BillingAccount,
        ["SubAccountId"] = (day, _) => day.SubAccount,
        ["SubAccountName"] = (day, _) => day.SubAccountName,
        ["ServiceName"] = (_, item) => item.Service,
        ["ResourceId"] = (_, item) => item.ResourceId,
        ["ResourceName"] = (_, item) => item.ResourceName,
        ["RegionId"] = (_, item) => item.Region,
        ["SkuMeter"] = (_, item) => item.Meter,
        ["ChargeCategory"] = (_, item) => item.ChargeCategory,
    };

    public static Command Create()
    {
        Option<string> by = new("--by") { Description = $"Dimensions, comma separated: {string.Join(", ", Dimensions.Keys)}, or Tag:KEY.", DefaultValueFactory = _ => "SubAccountName,ServiceName" };
        Option<DateTimeOffset?> from = Options.Time("--from", "First day; default 30 days before the last.");
        Option<DateTimeOffset?> to = Options.Time("--to", "Day after the last; default today.");
        Option<int> take = Options.Take();
        Command command = new("costs", "Sums up the bill, largest first; currencies are never added.\n\nExample: obs costs --by ServiceName,Tag:team --from 2026-11-01") { by, from, to, take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            DateOnly end = DateOnly.FromDateTime((parsed.GetValue(to) ?? session.Service.Time.GetUtcNow().AddDays(1)).UtcDateTime);
            DateOnly begin = parsed.GetValue(from) is { } first ? DateOnly.FromDateTime(first.UtcDateTime) : end.AddDays(-30);
            (string Name, Func<DayCost, CostItem, string> Of)[] dimensions = [.. parsed.GetValue(by)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(DimensionOf)];
            await PrintAsync(session, dimensions, begin, end, parsed.GetValue(take), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static (string Name, Func<DayCost, CostItem, string> Of) DimensionOf(string name)
    {
        if (name.StartsWith("Tag:", StringComparison.OrdinalIgnoreCase))
        {
            string key = name[4..];
            return (name, (_, item) => item.Tags.GetValueOrDefault(key) ?? "(none)");
        }

        return Dimensions.TryGetValue(name, out Func<DayCost, CostItem, string>? of)
            ? (name, of)
            : throw new UsageException($"obs: --by: no dimension \"{SafeText.Cut(name)}\"; there are {string.Join(", ", Dimensions.Keys)} and Tag:KEY");
    }

    private static async Task PrintAsync(
        Session session, (string Name, Func<DayCost, CostItem, string> Of)[] dimensions, DateOnly from, DateOnly to, int take, CancellationToken cancel)
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
