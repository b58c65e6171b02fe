using System.Text;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Incidents;

/// <summary>A small estate on a simulated clock: what its runs and updates say is fed in the order of time, what is due is done in between.</summary>
internal sealed class Estate
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Arrival> _arrivals = [];
    private readonly MemoryStore _inner = new();

    public MemoryStore Store => _inner;

    public Settings Settings { get; init; } = Settings.Default;

    /// <summary>Where subjects go that are due to be judged; null: each in turn.</summary>
    public Func<JudgeShard, IJudgeQueue>? JudgeQueue { get; init; }

    /// <summary>Something said, and heard of at its own time or later.</summary>
    public Estate Say(Fact fact, DateTimeOffset at, DateTimeOffset? heard = null)
    {
        _arrivals.Add(new(heard ?? at, _arrivals.Count, "made-up", new Record { Bytes = Encoding.UTF8.GetBytes($"{_arrivals.Count}"), Facts = [fact] }));
        return this;
    }

    /// <param name="hour">Of the start, after <see cref="Begin"/>.</param>
    public Estate Run(string job, double hour, bool good = true, double minutes = 5, int attempt = 1, string? reads = null, string? writes = null, double? heard = null)
    {
        RunFact Event(RunEvent what, double minute) => new()
        {
            Job = Subject.Job("air", job),
            RunId = $"{job}-{hour}",
            At = Begin.AddMinutes(Math.Round(hour * 60) + minute),
            Event = what,
            Id = ContentHash.Of64($"{job} {hour} {what}"),
            Attempt = attempt,
            Inputs = reads is null ? [] : [Subject.Dataset("lake", reads)],
            Outputs = writes is null ? [] : [new(Subject.Dataset("lake", writes), 100)],
            Error = what == RunEvent.Failed ? "disk full" : null,
        };

        DateTimeOffset? known = heard is { } later ? Begin.AddHours(later) : null;
        RunFact start = Event(RunEvent.Started, 0);
        RunFact end = Event(good ? RunEvent.Completed : RunEvent.Failed, minutes);
        return Say(start, start.At, known).Say(end, end.At, known);
    }

    public Estate Update(string dataset, double hour) => Say(new UpdateFact(Subject.Dataset("lake", dataset), Begin.AddHours(hour)), Begin.AddHours(hour));

    /// <summary>What stands open or closed at an hour, one line each: kind, root, opened, closed, members.</summary>
    public async Task<string> IncidentsAsync(double untilHour)
    {
        await FeedAsync(new SimulatedTime(Begin), _inner, untilHour);
        return await ListAsync(untilHour);
    }

    /// <summary>The same with a process that dies at a write and is started again.</summary>
    /// <returns>Whether it died before the end.</returns>
    public async Task<bool> DieAtAsync(int write, double untilHour)
    {
        SimulatedTime clock = new(Begin);
        try
        {
            await FeedAsync(clock, new Storage.FailingStore(_inner, write), untilHour);
            return false;
        }
        catch (StoreUnavailableException)
        {
            await FeedAsync(clock, _inner, untilHour);
            return true;
        }
    }

    /// <summary>All that is said before an hour, in one go, with nothing done about it.</summary>
    public Task KeepAsync(Service service, double untilHour) => service.Keep.RunAsync("made-up", [.. _arrivals.Where(a => a.At < Begin.AddHours(untilHour)).Select(a => a.Record)], TestContext.Current.CancellationToken);

    public async Task<string> ListAsync(double untilHour)
    {
        StringBuilder text = new();
        List<Incident> incidents = await new IncidentStore(_inner).OpenedAsync(Begin.AddDays(-40), Begin.AddHours(untilHour), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        foreach (Incident incident in incidents.OrderBy(i => i.Opened))
        {
            text.Append($"{incident.Kind} {incident.Root.Name} {Time(incident.Opened)} {Time(incident.Closed)}");
            text.AppendLine(string.Concat(incident.Members.Where(m => m.Subject != incident.Root).Select(m => $" + {m.Kind} {m.Subject.Name}")));
        }

        return text.ToString().TrimEnd();
    }

    private async Task FeedAsync(SimulatedTime clock, ITableStore store, double untilHour)
    {
        Service service = new(new Surroundings { Store = store, Time = clock, Settings = () => Settings, JudgeQueue = JudgeQueue });
        await new Replay(service, clock, deliver: false).RunAsync(
            [.. _arrivals.Where(a => a.At < Begin.AddHours(untilHour)).OrderBy(a => a.At).ThenBy(a => a.Order)], Begin.AddHours(untilHour), resume: true, null, TestContext.Current.CancellationToken);
    }

    private static string Time(DateTimeOffset? time) => time?.ToString("dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "open";
}
