using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>The attempts of one run: usually one; several where the job retries.</summary>
internal sealed class Attempts(SampleOptions options, FaultPlan plan, Simulation simulation, Job job, Occasion occasion, Fault? own, Broken broken)
{
    private const double Hiccup = 0.002;
    private int _attempt = 1;

    /// <param name="amount">Ratio of an average run's rows; unitless.</param>
    public void Make(DateTimeOffset start, double amount, ref Dice dice, TimeSpan pause)
    {
        bool fails = own?.Effect == Effect.Fails || broken.Need == Need.Fails;
        bool hiccup = !fails && own is null && job.Retries > 0 && occasion.Cause == Cause.Scheduled && dice.Chance(Hiccup);
        int failures = fails ? 1 + job.Retries : own?.Effect == Effect.Retries ? Flaky(ref dice) : hiccup ? 1 : 0;
        DateTimeOffset first = start;
        for (int i = 0; i < failures && start < options.End; i++)
        {
            Run failed = Fail(start, amount, ref dice);
            start = failed.End + pause + TimeSpan.FromSeconds(dice.Whole(1, 20));
        }

        if (fails || start >= options.End)
        {
            return;
        }

        Run good = Succeed(start, amount, ref dice);
        if (hiccup)
        {
            plan.LookAlikes.Add(new("retried", job.Subject, first, good.End));
        }
    }

    private static int Flaky(ref Dice dice) => dice.Unit() switch { < 0.08 => 0, < 0.65 => 1, _ => 2 };

    private Run Fail(DateTimeOffset start, double amount, ref Dice dice)
    {
        // Missing input is noticed at once; other failures burn time first.
        double share = own is null && broken.Need == Need.Fails ? 0.05 : own?.Kind == "run-failed" && job.Group.Length == 0 && job.Outputs.Count == 0 ? dice.Between(0.8, 1) : dice.Between(0.2, 0.9);
        TimeSpan duration = RunShape.Whole(RunShape.Duration(options, job, start, amount, ref dice) * share);
        string error = own is null && broken.Dataset is not null ? Errors.Missing(broken.Dataset) : Errors.Of(job, own, ref dice);
        Run run = Add(start, start + duration, Status.Failed, [], error);
        Fault? fault = own ?? broken.Fault;
        own?.SeenAt(run.End);
        if (fault is not null && fault.Effect != Effect.Retries)
        {
            Spoil(start + job.Typical, null, fault);
        }

        return run;
    }

    private Run Succeed(DateTimeOffset start, double amount, ref Dice dice)
    {
        double volume = own?.Effect == Effect.Volume ? own.Factor : 1;
        TimeSpan duration = RunShape.Duration(options, job, start, amount * volume, ref dice);
        duration = RunShape.Whole(duration * (own?.Effect == Effect.Slow ? own.Factor : 1));
        bool nothing = own?.Effect == Effect.WritesNothing || broken.Need == Need.Nothing;
        DateTimeOffset end = start + duration;
        bool cancelled = job.Name == "sandbox_refresh" && dice.Chance(0.06);
        Run run = cancelled
            ? Add(start, start + RunShape.Whole(duration / 2), Status.Aborted, [], "Run canceled by user")
            : Add(start, end, Status.Succeeded, nothing ? [] : RunShape.Written(job, amount * volume, ref dice), "");
        if (cancelled)
        {
            plan.LookAlikes.Add(new("cancelled", job.Subject, start, run.End.AddDays(1)));
        }

        Tell(run, nothing, volume * broken.Volume);
        return run;
    }

    private void Tell(Run run, bool nothing, double volume)
    {
        own?.SeenAt(own.Effect switch
        {
            Effect.Late => occasion.Due,
            Effect.Slow => run.Start + job.Typical,
            _ => run.End,
        });
        Fault? fault = own ?? broken.Fault;
        if (fault is not null && nothing)
        {
            Spoil(run.End, null, fault);
            return;
        }

        if (run.Status == Status.Succeeded && run.End < options.End && occasion.Cause == Cause.Scheduled)
        {
            foreach ((Dataset dataset, long rows, long bytes) in run.Written)
            {
                simulation.History.Written(dataset, run.End);
                if (job.Platform.Key == "cron")
                {
                    simulation.Updates.Add(new(dataset, run.End, rows, bytes));
                }
            }
        }

        if (fault is not null && volume != 1)
        {
            Spoil(run.End, volume, fault);
        }
    }

    private void Spoil(DateTimeOffset from, double? volume, Fault fault)
    {
        foreach (Dataset dataset in job.Outputs)
        {
            simulation.History.Spoil(dataset, from, volume, fault);
        }
    }

    private Run Add(DateTimeOffset start, DateTimeOffset end, Status status, IReadOnlyList<(Dataset Dataset, long Rows, long Bytes)> written, string error)
    {
        Run run = new(job, job.Namespace, job.Name, RunId.Of(options.Seed, job.Subject, start, _attempt), occasion, _attempt++, start, end, status, written, error)
        {
            Parent = job.Group.Length == 0 ? null : DagRuns.IdOf(options, job, occasion),
            Fault = own ?? broken.Fault,
        };
        simulation.Add(run);
        return run;
    }
}
