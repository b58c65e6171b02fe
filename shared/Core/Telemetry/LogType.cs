namespace Observability.Core.Telemetry;

/// <summary>What a column of a log table holds.</summary>
public enum LogType
{
    /// <summary>Text, at most 64 KB.</summary>
    Text,

    /// <summary>UTC.</summary>
    Time,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A number of 64 bits, binary floating point.</summary>
    Number,
}
