using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Observability.Core.Configuration;
using Observability.Core.OwnCost;
using Spectre.Console;

namespace Observability.Cli.Commands;

/// <summary><c>obs deploy plan</c></summary>
internal static class DeployCommand
{
    private static readonly int[] UsualJobs = [100, 1_000, 10_000];

    private static readonly Dictionary<string, EventsBy> Ways = new(StringComparer.Ordinal) { ["batch"] = EventsBy.Batch, ["hub"] = EventsBy.Hub, ["one-by-one"] = EventsBy.OneByOne };

    public static Command Create() => new("deploy", "Before the service is put on Azure.\n\nExample: obs deploy plan --jobs 10000 --events hub") { Plan() };

    private static Command Plan()
    {
        Option<int?> jobs = new("--jobs") { Description = "Jobs that run once an hour. Without: a table of 100, 1,000 and 10,000." };
        Option<string> events = new("--events") { Description = "How they are told of: collected by the sender, over Event Hubs, or a call for each.", DefaultValueFactory = _ => "batch" };
        events.AcceptOnlyFromAmong([.. Ways.Keys]);
        Option<int> retention = new("--retention") { Description = "Days that runs are kept.", DefaultValueFactory = _ => (int)new RetentionSettings().Runs.TotalDays };
        Option<int> memory = new("--memory") { Description = "MB of an instance that works: 512, 2048 or 4096.", DefaultValueFactory = _ => 2048 };
        Option<bool> whole = new("--whole") { Description = "One app for everything, instead of one of 512 MB that takes in and one that works." };
        Option<bool> noLogs = new("--no-logs") { Description = "Without rows for Log Analytics and the workbooks." };
        Option<string?> prices = new("--prices") { Description = "Prices in place of those of this build: a file like shared/Core/OwnCost/prices.json." };
        memory.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is 512 or 2048 or 4096, "is 512, 2048 or 4096"));
        retention.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is >= 1 and <= 3660, "is 1 to 3660 days"));
        jobs.Validators.Add(result => Check(result, result.GetValueOrDefault<int?>() is null or (>= 1 and <= 1_000_000), "is 1 to 1,000,000"));
        Command command = new("plan", "What the service itself costs a month on Azure: counted work times list prices, line by line.\n\nExample: obs deploy plan --jobs 10000 --events hub") { jobs, events, retention, memory, whole, noLogs, prices };
        command.SetAction(parsed =>
        {
            OwnPrices asked = PricesOf(parsed.GetValue(prices));
            OwnPlan PlanOf(int many, EventsBy by) => new(
                many, by, new RetentionSettings { Runs = TimeSpan.FromDays(parsed.GetValue(retention)) }, parsed.GetValue(memory), !parsed.GetValue(whole), !parsed.GetValue(noLogs));
            Output output = Session.OutputOf(parsed);
            OwnCounts counts = OwnCounts.Shipped();
            if (parsed.GetValue(jobs) is { } one)
            {
                Print(output, PlanOf(one, Ways[parsed.GetValue(events)!]), counts, asked);
                return;
            }

            PrintUsual(output, PlanOf, counts, asked);
        });
        return command;
    }

    // Of a file: no markup, and nothing that a terminal would obey.
    private static string Currency(OwnPrices prices) => Markup.Escape(TerminalText.LineOf(prices.Currency));

    private static string NameOf(EventsBy by) => Ways.First(w => w.Value == by).Key;

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool good, string problem)
    {
        if (!good)
        {
            result.AddError($"{result.Option.Name} {problem}");
        }
    }

    private static OwnPrices PricesOf(string? file)
    {
        if (file is null)
        {
            return OwnPrices.Shipped();
        }

        try
        {
            using FileStream stream = File.OpenRead(file);
            return OwnPrices.Read(stream);
        }
        catch (JsonException e)
        {
            throw new UsageException($"{file}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1} prices: {e.Message.Split(" Path:")[0]}");
        }
    }

    private static void Print(Output output, OwnPlan plan, OwnCounts counts, OwnPrices prices)
    {
        IReadOnlyList<OwnLine> lines = OwnBill.Of(plan, counts, prices);
        decimal total = lines.Sum(l => l.Cost);
        decimal first = OwnBill.Of(plan.InFirstMonth, counts, prices).Sum(l => l.Cost);
        OwnLine most = lines.MaxBy(l => l.Cost)!;
        if (output.IsJson)
        {
            Output.Json(new
            {
                jobs = plan.Jobs,
                events = NameOf(plan.By),
                lines = lines.Select(l => new { l.What, l.Unit, quantity = Math.Round(l.Quantity, 2), cost = Math.Round(l.Cost, 2) }),
                total = Math.Round(total, 2),
                firstMonth = Math.Round(first, 2),
                dominating = most.What,
                currency = prices.Currency,
                per = "month",
                prices = prices.Day,
                counted = counts.Measured,
            });
            return;
        }

        Table table = new Table().AddColumn("a month").AddColumn(new TableColumn("quantity").RightAligned()).AddColumn("").AddColumn(new TableColumn(Currency(prices)).RightAligned());
        foreach (OwnLine line in lines)
        {
            table.AddRow(line.What, line.Quantity.ToString(line.Quantity < 100 ? "N2" : "N0", CultureInfo.InvariantCulture), line.Unit, line.Cost.ToString("N2", CultureInfo.InvariantCulture));
        }

        output.Table.Write(table.AddRow("together", "", "", total.ToString("N2", CultureInfo.InvariantCulture)));
        Output.Line($"{plan.Jobs:N0} jobs hourly, told of by {NameOf(plan.By)}; most of it: {most.What}; with all kept that settings keep, in the first month {first.ToString("N2", CultureInfo.InvariantCulture)}");
        Output.Line($"counted {counts.Measured}; list prices of {prices.Day}, {prices.Region}; without tax, network and what reads");
    }

    private static void PrintUsual(Output output, Func<int, EventsBy, OwnPlan> planOf, OwnCounts counts, OwnPrices prices)
    {
        decimal Total(int jobs, EventsBy by) => Math.Round(OwnBill.Of(planOf(jobs, by), counts, prices).Sum(l => l.Cost), 2);
        if (output.IsJson)
        {
            Output.Json(UsualJobs.Select(jobs => new { jobs, batch = Total(jobs, EventsBy.Batch), hub = Total(jobs, EventsBy.Hub), oneByOne = Total(jobs, EventsBy.OneByOne), currency = prices.Currency, per = "month" }));
            return;
        }

        Table table = new Table().AddColumn($"{Currency(prices)} a month");
        foreach (EventsBy by in Enum.GetValues<EventsBy>())
        {
            table.AddColumn(new TableColumn(NameOf(by)).RightAligned());
        }

        foreach (int jobs in UsualJobs)
        {
            table.AddRow([$"{jobs:N0} jobs hourly", .. Enum.GetValues<EventsBy>().Select(by => Total(jobs, by).ToString("N2", CultureInfo.InvariantCulture))]);
        }

        output.Table.Write(table);
        Output.Line($"counted {counts.Measured}; list prices of {prices.Day}, {prices.Region}; without tax, network and what reads. Line by line: --jobs N");
    }
}
