using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Telemetry;

/// <summary>A service on a clock that sends to a fake sink.</summary>
internal sealed class Estate
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 22, 9, 2, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Begin);

    public FakeSink Sink { get; } = new();

    public Service Service { get; }

    public Estate(ITableStore? store = null) => Service = new(new Surroundings
    {
        Store = store ?? new MemoryStore(),
        Time = Clock,
        Telemetry = Sink,
        Settings = () => Settings.Default with { Owners = [new() { Subject = "job:shop/*", Owner = "sales" }] },
    });

    /// <summary>Arms what comes by the clock.</summary>
    public static async Task<Estate> StartAsync(CancellationToken cancel)
    {
        Estate estate = new();
        await estate.Service.ArmAsync(cancel);
        return estate;
    }

    /// <summary>Goes on in steps of a minute, and does what is due in each.</summary>
    public async Task PassAsync(TimeSpan span, CancellationToken cancel)
    {
        for (DateTimeOffset end = Clock.GetUtcNow() + span; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Service.WhatIsDue.RunAsync(cancel);
        }
    }

    public Task<Kept> HearAsync(string job, string run, RunEvent what, CancellationToken cancel) => Service.Keep.RunAsync(
        "made-up",
        [new Record { Facts = [new RunFact { Job = Subject.Job("shop", job), RunId = run, At = Clock.GetUtcNow(), Event = what, Id = ContentHash.Of64($"{job} {run} {what}") }] }],
        cancel);

    /// <summary>An incident about a job that opens now.</summary>
    public async Task<Incident> OpenAsync(string job, CancellationToken cancel)
    {
        Finding finding = new(IncidentKind.RunFailed, Subject.Job("shop", job), Clock.GetUtcNow(), true, Severity.Critical, $"{job} failed", new() { Measure = "failed", Why = "it failed" });
        Incident incident = IncidentChange.Open(finding, "sales");
        await Service.SaveIncident.RunAsync(incident, null, cancel);
        return incident;
    }
}
