namespace Observability.Core.Primitives;

/// <summary>How soon somebody has to look.</summary>
public enum Severity
{
    Info,
    Warning,
    Critical,
}
