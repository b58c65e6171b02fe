namespace Observability.Core.Telemetry;

/// <summary>A column of a log table, as everyone but its rows sees it.</summary>
/// <param name="Means">What it says, with its unit; one line.</param>
public record LogColumn(string Name, LogType Type, string Means)
{
    /// <summary>When the row was made. Azure Monitor wants it in every table, and every query narrows its time range with it.</summary>
    public const string Time = "TimeGenerated";
}

/// <summary>A column with where its value comes from, so that none is declared and never filled.</summary>
/// <param name="Value">A string, <see cref="DateTimeOffset"/>, long or double as <paramref name="Type"/> says; null: not known.</param>
public sealed record LogColumn<T>(string Name, LogType Type, string Means, Func<T, object?> Value) : LogColumn(Name, Type, Means);
