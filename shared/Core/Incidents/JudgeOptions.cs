using System.ComponentModel.DataAnnotations;

namespace Observability.Core.Incidents;

/// <summary>Section <c>Judging</c>. What is worth telling somebody, beyond what the detector finds unusual.</summary>
public sealed record JudgeOptions
{
    public const string Section = "Judging";

    /// <summary>How long after a failure a retry may begin or end well before anybody is told.</summary>
    public TimeSpan RetryGrace { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a retry that is under way is waited for.</summary>
    public TimeSpan RetryLongest { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Share of the cadence by which something may be overdue before anybody is told, between the two limits below. Unitless.</summary>
    [Range(0.0, 1.0)]
    public double LateShare { get; init; } = 0.1;

    /// <summary>Least time overdue before anybody is told.</summary>
    public TimeSpan LateLeast { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most time overdue before somebody is told.</summary>
    public TimeSpan LateMost { get; init; } = TimeSpan.FromHours(1);

    /// <summary>History that a series needs before its values open incidents: a whole week with its weekend, and a day. Failures and spend need none, spend because the detector itself asks for eight days.</summary>
    public TimeSpan LeastSpan { get; init; } = TimeSpan.FromDays(8);

    /// <summary>A run that did not come is missing, no longer late, from this share of the cadence after it was expected: what comes then is the next one. Unitless.</summary>
    [Range(0.1, 1.0)]
    public double MissingShare { get; init; } = 0.5;

    /// <summary>A run is slow only from this many times its expected duration; below, nobody changes anything because of it. Unitless.</summary>
    [Range(1.0, 100.0)]
    public double SlowRatio { get; init; } = 1.5;

    /// <summary>A run is slow only from this much over its expected duration.</summary>
    public TimeSpan SlowBy { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A volume is unusual only when it is off by this share of the expected one. Unitless.</summary>
    [Range(0.0, 10.0)]
    public double VolumeShare { get; init; } = 0.3;

    /// <summary>Spend is unusual only from this share over the expected one. Unitless.</summary>
    [Range(0.0, 10.0)]
    public double SpendShare { get; init; } = 0.2;

    /// <summary>Spend is unusual only from this much a day over the expected one, in the currency of the bill.</summary>
    [Range(0.0, 1e9)]
    public double SpendAmount { get; init; } = 5;

    /// <summary>Findings about older points are kept in the pictures and open no incident: history that is read in is no news.</summary>
    public TimeSpan NewsFor { get; init; } = TimeSpan.FromHours(36);

    /// <summary>The same for bills, which come days late.</summary>
    public TimeSpan SpendNewsFor { get; init; } = TimeSpan.FromDays(5);

    /// <summary>What is overdue for longer than this when it is first looked at is asleep, not late: nobody waits for it.</summary>
    public TimeSpan AsleepAfter { get; init; } = TimeSpan.FromDays(7);
}
