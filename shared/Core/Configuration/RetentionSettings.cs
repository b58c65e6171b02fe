using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>How long what ages is kept, counted from the end of the day or month that a table is named by.</summary>
public sealed record RetentionSettings
{
    [Description("Records as they came, and records that could not be used; for example 14d.")]
    public TimeSpan Raw { get; init; } = TimeSpan.FromDays(14);

    [Description("Runs, and the points of fast series; for example 396d (13 months).")]
    public TimeSpan Runs { get; init; } = TimeSpan.FromDays(396);

    [Description("Incidents and what was told of them; for example 1096d (3 years).")]
    public TimeSpan Incidents { get; init; } = TimeSpan.FromDays(1096);

    [Description("Charges; for example 1096d (3 years).")]
    public TimeSpan Ledger { get; init; } = TimeSpan.FromDays(1096);
}
