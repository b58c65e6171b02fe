using System.CommandLine;
using System.Globalization;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary><c>obs backtest SUBJECT --measure M</c></summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        Argument<string> name = new("subject") { Description = "A subject, for example job:airflow/orders_daily." };
        Option<string> measure = new("--measure") { Description = "What of it, as obs series lists it.", Required = true };
        Option<double[]> sensitivities = Options.Shares("--sensitivity", "0 to 1, once for each to compare; default the one of the settings and two beside it.");
        Command command = new("backtest", "Says what would have been told of a series over its stored history, at several sensitivities. Holidays, planned changes and feedback are left out.\n\nExample: obs backtest job:airflow/orders_daily --measure duration")
        {
            name, measure, sensitivities,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            double[] asked = parsed.GetValue(sensitivities) ?? [];
            await using Session session = Session.Open(parsed);
            Subject subject = new(parsed.GetValue(name)!);
            string of = parsed.GetValue(measure)!;
            IReadOnlyList<double> compared = asked.Length > 0 ? asked : BacktestSeries.Beside((double)session.Settings.Detection.Sensitivity);
            IReadOnlyList<BacktestAt> tested = await session.Service.Backtest.RunAsync(subject, of, compared, cancel);
            if (tested.Count == 0)
            {
                throw new IOException($"{subject} {of}: no points, or none that is judged by its values");
            }

            Listing.Write(
                session.Output,
                tested,
                "",
                t => new
                {
                    sensitivity = t.Sensitivity,
                    points = t.Points.Count,
                    told = t.Told.Select(p => new { time = p.Time, value = p.Value, expected = p.Judgement?.Expected, lower = p.Judgement?.Lower, upper = p.Judgement?.Upper, score = p.Judgement?.Score }),
                    weeks = t.Weeks.Select(w => new { monday = w.Monday, told = w.Told }),
                },
                ("#sensitivity", t => t.Sensitivity.ToString("0.00", CultureInfo.InvariantCulture)),
                ("#points", t => $"{t.Points.Count}"),
                ("#told", t => $"{t.Told.Count}"),
                ("#a week", t => (t.Told.Count / (double)t.Weeks.Count).ToString("0.00", CultureInfo.InvariantCulture)),
                ("#most in a week", t => $"{t.Weeks.Max(w => w.Told)}"),
                ("newest", t => t.Told.Count == 0 ? "–" : string.Join(", ", t.Told.Reverse().Take(3).Select(p => $"{Listing.Time(p.Time)} {Quantity.Text(p.Value, Measures.UnitOf(of))}"))));
            return ExitCode.Done;
        });
        return command;
    }
}
