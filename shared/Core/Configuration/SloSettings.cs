using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>What an objective is about.</summary>
public enum SloMeasure
{
    /// <summary>Runs that went well, of those that ended; a run that failed and whose further try went well did.</summary>
    Runs,

    /// <summary>Time in which datasets were not stale.</summary>
    Freshness,
}

/// <summary>A service level objective: how much of something has to go well.</summary>
public sealed record SloSettings
{
    /// <summary>What holds without a file.</summary>
    internal static IReadOnlyList<SloSettings> Default { get; } =
    [
        new() { Name = "runs", Of = SloMeasure.Runs, Objective = 99 },
        new() { Name = "freshness", Of = SloMeasure.Freshness, Objective = 99 },
    ];

    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    [Description("runs (of jobs), or freshness (of datasets).")]
    public required SloMeasure Of { get; init; }

    [Description("Which jobs or datasets, with * and ?, for example job:finance/*.")]
    public string Subject { get; init; } = "*";

    [Description("Percent that has to go well, from 50 up to but not including 100.")]
    public required decimal Objective { get; init; }

    [Description("How far back is looked, in whole days: 1d to 90d.")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(28);
}
