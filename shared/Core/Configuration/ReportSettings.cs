using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>One weekly report: for whom, when, and where it is sent.</summary>
public sealed record ReportSettings
{
    /// <summary><see cref="Audience"/> that means all teams.</summary>
    public const string Estate = "estate";

    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    [Description("estate (everything), or the owner whose subjects it is about.")]
    public string Audience { get; init; } = Estate;

    [Description("Three letters, for example USD. Without: the currency that most of the money is in.")]
    public string? Currency { get; init; }

    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    [Description("0 to 23, in the zone.")]
    public int Hour { get; init; } = 8;

    [Description("IANA name of a time zone, for example Europe/Prague.")]
    public string Zone { get; init; } = "UTC";

    [Description("Names of receivers.")]
    public required IReadOnlyList<string> Receivers { get; init; }
}

/// <summary>An amount of money a month.</summary>
public sealed record MoneySettings
{
    public required decimal Amount { get; init; }

    [Description("Three letters, for example USD.")]
    public required string Currency { get; init; }
}

/// <summary>Who is told of new ways to spend less.</summary>
public sealed record RecommendationSettings
{
    [Description("Only recommendations that save at least this much a month are told. Without: none is.")]
    public MoneySettings? NotifyOver { get; init; }

    [Description("Names of receivers.")]
    public IReadOnlyList<string> Receivers { get; init; } = [];
}
