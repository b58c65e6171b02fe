using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>All runs of one job, in the order of time.</summary>
internal sealed class JobSimulation(SampleOptions options, FaultPlan plan, Simulation simulation, Job job)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Job? _before = job.Group.Length == 0 ? null : Jobs.All.TakeWhile(j => j != job).LastOrDefault(j => j.Group == job.Group);
    private DateTimeOffset _free = DateTimeOffset.MinValue;
    private Fault? _open;
    private Fault? _waitingFor;

    public void Run()
    {
        foreach (Occasion occasion in Occasions.Scheduled(job, options))
        {
            Scheduled(occasion);
        }

        if (plan.Backfill is not null && plan.Backfill.Group == job.Group)
        {
            List<Run> made = [.. Occasions.Old(job, plan.Backfill).Select(Old).OfType<Run>()];
            if (_before is null && made.Count > 0)
            {
                plan.LookAlikes.Add(new("backfill", $"job:{job.Namespace}/{job.Group}", made[0].Start, made[^1].End.AddHours(2)));
            }
        }
    }

    private void Scheduled(Occasion occasion)
    {
        Fault? own = plan.On(job, occasion.Due);
        Dice dice = Dice.For(options.Seed, job.Subject, occasion.Due.UtcTicks);
        DateTimeOffset? start = StartOf(occasion, own, ref dice);
        Broken broken = Inputs(occasion, own, start ?? occasion.Due);
        if (own?.Effect == Effect.Missing || start is null)
        {
            Skip(occasion, start is null ? simulation.LastOf(_before!, occasion)?.Fault ?? broken.Fault ?? _waitingFor : own);
            return;
        }

        if (start >= options.End)
        {
            return;
        }

        double amount = RunShape.Amount(options, job, occasion, ref dice) * broken.Volume;
        new Attempts(options, plan, simulation, job, occasion, own, broken).Make(start.Value, amount, ref dice, Pause);
        Settle(own, broken, simulation.Runs[^1]);
    }

    /// <summary>When a run can start; null when the task before it did not succeed.</summary>
    private DateTimeOffset? StartOf(Occasion occasion, Fault? own, ref Dice dice)
    {
        DateTimeOffset start = occasion.Start + RunShape.Latency(job, ref dice) + (own?.Delay ?? TimeSpan.Zero);
        if (_before is null)
        {
            return start < _free && occasion.Cause == Cause.Scheduled ? _free : start; // one run at a time, except in a backfill
        }

        Run? before = simulation.LastOf(_before, occasion);
        _waitingFor = before?.Fault ?? _waitingFor;
        return before?.Status == Status.Succeeded ? before.End + TimeSpan.FromSeconds(dice.Whole(4, 15)) : null;
    }

    /// <summary>The worst that is wrong with what this run reads.</summary>
    private Broken Inputs(Occasion occasion, Fault? own, DateTimeOffset start)
    {
        Broken worst = Broken.None;
        foreach (Input input in job.Inputs.Where(i => i.Need != Need.Old && own is null && occasion.Cause == Cause.Scheduled))
        {
            Spell? spell = simulation.History.At(input.Dataset, start);
            Broken next = spell is null ? Broken.None : new(spell.Volume is null ? input.Need : Need.Old, spell.Volume ?? 1, spell.Fault, input.Dataset);
            worst = worst.Fault is null || next.Need > worst.Need ? next : worst;
        }

        return worst;
    }

    /// <summary>No run at all: nothing new is written.</summary>
    private void Skip(Occasion occasion, Fault? fault)
    {
        if (fault is null)
        {
            return;
        }

        if (fault.Job == job)
        {
            fault.SeenAt(occasion.Due);
        }

        Breaks(fault);
        DateTimeOffset expected = occasion.Due + job.Typical;
        foreach (Dataset dataset in job.Outputs)
        {
            simulation.History.Spoil(dataset, expected, null, fault);
        }

        _open = fault;
    }

    private void Settle(Fault? own, Broken broken, Run last)
    {
        _free = last.End + TimeSpan.FromSeconds(5);
        Fault? fault = own ?? broken.Fault;
        if (fault is not null)
        {
            Breaks(fault);
            _open = own is { Effect: Effect.Late or Effect.Slow } ? null : fault;
            if (_open is null)
            {
                fault.WellAt(last.End); // nothing is left to be repaired
            }
        }
        else
        {
            _open?.WellAt(last.End);
            _open = null;
        }
    }

    private void Breaks(Fault fault)
    {
        fault.Breaks(job.Subject);
        if (job.Group.Length > 0)
        {
            fault.Breaks($"job:{job.Namespace}/{job.Group}");
        }
    }

    private Run? Old(Occasion occasion)
    {
        Dice dice = Dice.For(options.Seed, job.Subject + ".backfill", occasion.Due.UtcTicks);
        DateTimeOffset? start = StartOf(occasion, null, ref dice);
        if (start is null || start >= options.End)
        {
            return null;
        }

        double amount = RunShape.Amount(options, job, occasion, ref dice);
        new Attempts(options, plan, simulation, job, occasion, null, Broken.None).Make(start.Value, amount, ref dice, Pause);
        return simulation.Runs[^1];
    }
}
