namespace Observability.Core.Storage;

/// <summary>The kinds of due work there are.</summary>
public static class DueKind
{
    /// <summary>New points of a subject, or a deadline of it: judge it.</summary>
    public const string Judge = "judge";

    /// <summary>An open incident that may have to be told again.</summary>
    public const string Tell = "tell";
}
