using System.CommandLine;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Lineage;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary><c>obs runs</c></summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        Option<string?> job = new("--job") { Description = "Only runs of this job, as job:NAMESPACE/NAME." };
        Option<DateTimeOffset?> to = Options.Time("--to", "Started before; default now.");
        Option<int> take = Options.Take();
        Command command = new("runs", "Lists runs, newest first.\n\nExample: obs runs --job job:airflow/orders_daily") { job, to, take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            DateTimeOffset end = parsed.GetValue(to) ?? session.Service.Time.GetUtcNow().AddMinutes(1);
            IAsyncEnumerable<RunSummary> runs = parsed.GetValue(job) is { } name
                ? session.Service.Runs.OfJobAsync(new(name), end, 14, cancel)
                : session.Service.Runs.RecentAsync(end.AddDays(-30), end, cancel);
            Listing.Write(
                session.Output,
                await runs.Take(parsed.GetValue(take)).ToListAsync(cancel),
                "No runs.",
                r => new { job = r.Job, runId = r.RunId, state = r.State.ToString().ToLowerInvariant(), started = r.Started, ended = r.Ended, seconds = r.Duration?.TotalSeconds, rows = r.Rows, attempt = r.Attempt },
                ("job", r => r.Job.Name),
                ("run", r => r.RunId),
                ("state", r => r.State.ToString().ToLowerInvariant()),
                ("started", r => Listing.Time(r.Started)),
                ("#took", r => r.Duration is { } took ? Quantity.Duration(took) : "–"),
                ("#rows", r => r.Rows?.ToString("N0") ?? "–"));
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>obs jobs</c></summary>
internal static class JobsCommand
{
    public static Command Create()
    {
        Option<int> take = Options.Take(200);
        Command command = new("jobs", "Lists jobs with how they went last.\n\nExample: obs jobs --json") { take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            JobState[] jobs = [.. (await session.Service.Jobs.AllAsync(cancel).ToListAsync(cancel)).OrderBy(j => j.Job.Text, StringComparer.Ordinal).Take(parsed.GetValue(take))];
            Listing.Write(
                session.Output,
                jobs,
                "No jobs.",
                j => new { job = j.Job, integration = j.Integration?.Value, type = j.JobType?.Value, owners = j.Owners?.Value ?? [], state = j.Last?.Value.State.ToString().ToLowerInvariant(), started = j.Last?.Value.Started, ended = j.Last?.Value.Ended, lastGood = j.LastGood },
                ("job", j => j.Job.Name),
                ("last run", j => Listing.Time(j.Last?.Value.Started)),
                ("state", j => j.Last?.Value.State.ToString().ToLowerInvariant() ?? "–"),
                ("last good", j => Listing.Time(j.LastGood)),
                ("owner", j => j.Owners is { Value.Count: > 0 } owners ? owners.Value[0] : "–"),
                ("tool", j => j.Integration?.Value ?? "–"));
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>obs datasets</c></summary>
internal static class DatasetsCommand
{
    public static Command Create()
    {
        Option<int> take = Options.Take(200);
        Command command = new("datasets", "Lists datasets with their newest data and when the next is due.\n\nExample: obs datasets") { take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            List<(DatasetState State, SeriesTail Arrival)> rows = [];
            foreach (DatasetState dataset in (await session.Service.Datasets.AllAsync(cancel).ToListAsync(cancel)).OrderBy(d => d.Dataset.Text, StringComparer.Ordinal).Take(parsed.GetValue(take)))
            {
                rows.Add((dataset, (await session.Service.Series.LoadAsync(dataset.Dataset, cancel)).Of(Measures.Arrival)));
            }

            Listing.Write(
                session.Output,
                rows,
                "No datasets.",
                d => new { dataset = d.State.Dataset, updated = d.State.Updated, rows = d.State.Rows?.Value, expected = d.Arrival.Expected, deadline = d.Arrival.Deadline, stale = d.Arrival.FiringSince is not null, owners = d.State.Owners?.Value ?? [] },
                ("dataset", d => d.State.Dataset.Name),
                ("updated", d => Listing.Time(d.State.Updated)),
                ("expected", d => Listing.Time(d.Arrival.Expected)),
                ("deadline", d => Listing.Time(d.Arrival.Deadline)),
                ("state", d => d.Arrival.FiringSince is not null ? "stale" : d.Arrival.Deadline is null ? "learning" : "fresh"));
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>obs lineage NAME</c></summary>
internal static class LineageCommand
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = "job:NAMESPACE/NAME or dataset:NAMESPACE/NAME." };
        Command command = new("lineage", "Shows what feeds a job or dataset, and what it feeds.\n\nExample: obs lineage dataset:lake/gold.orders") { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            Subject subject = new(parsed.GetValue(name)!);
            LineageWalk walk = new(session.Service.Lineage);
            IReadOnlyDictionary<Subject, int> up = await walk.UpAsync(subject, cancel);
            IReadOnlyDictionary<Subject, int> down = await walk.DownAsync(subject, cancel);
            (string Side, Subject Subject, int Steps)[] rows =
            [
                .. up.OrderByDescending(u => u.Value).ThenBy(u => u.Key.Text, StringComparer.Ordinal).Select(u => ("upstream", u.Key, u.Value)),
                .. down.OrderBy(d => d.Value).ThenBy(d => d.Key.Text, StringComparer.Ordinal).Select(d => ("downstream", d.Key, d.Value)),
            ];
            Listing.Write(
                session.Output,
                rows,
                $"No lineage of {SafeText.Cut(subject.Text)}.",
                r => new { side = r.Side, subject = r.Subject, steps = r.Steps },
                ("side", r => r.Side),
                ("#steps", r => $"{r.Steps}"),
                ("what", r => r.Subject.Text));
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>obs series SUBJECT</c></summary>
internal static class SeriesCommand
{
    public static Command Create()
    {
        Argument<string> name = new("subject") { Description = "A subject, for example job:airflow/orders_daily." };
        Option<string?> measure = new("--measure") { Description = "Print the points of this measure; without it, the measures there are." };
        Option<DateTimeOffset?> from = Options.Time("--from", "First point; default 30 days ago.");
        Command command = new("series", "Shows the series of a subject, with what was expected.\n\nExample: obs series job:airflow/orders_daily --measure duration") { name, measure, from };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            Subject subject = new(parsed.GetValue(name)!);
            if (parsed.GetValue(measure) is not { } wanted)
            {
                Func<string, Tuned> tuned = await session.Service.Tuning.OfAsync(subject, (double)session.Settings.Detection.Sensitivity, session.Service.Time.GetUtcNow(), cancel);
                Listing.Write(
                    session.Output,
                    [.. (await session.Service.Series.LoadAsync(subject, cancel)).Tails],
                    "No series of that subject.",
                    t => new { measure = t.Measure, unit = Measures.UnitOf(t.Measure), points = t.Count, until = t.JudgedUntil, sensitivity = tuned(t.Measure).Sensitivity, judged = tuned(t.Measure).Because },
                    ("measure", t => t.Measure),
                    ("#points", t => $"{t.Count}"),
                    ("until", t => Listing.Time(t.JudgedUntil)),
                    ("judged", t => tuned(t.Measure).Because is { Length: > 0 } because ? because : "as usual"));
                return ExitCode.Done;
            }

            DateTimeOffset now = session.Service.Time.GetUtcNow();
            Listing.Write(
                session.Output,
                await session.Service.Series.PointsAsync(subject, wanted, parsed.GetValue(from) ?? now.AddDays(-30), DateTimeOffset.MaxValue, cancel),
                "No points.",
                p => new { time = p.Time, value = p.Value, expected = p.Judgement?.Expected, lower = p.Judgement?.Lower, upper = p.Judgement?.Upper, score = p.Judgement?.Score, alert = p.Judgement?.Alert },
                ("time", p => Listing.Time(p.Time)),
                ("#value", p => Quantity.Text(p.Value, Measures.UnitOf(wanted))),
                ("#expected", p => p.Judgement?.Expected is { } expected ? Quantity.Text(expected, Measures.UnitOf(wanted)) : "–"),
                ("#score", p => p.Judgement?.Score.ToString("0.00") ?? "–"));
            return ExitCode.Done;
        });
        return command;
    }
}
