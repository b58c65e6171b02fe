namespace Observability.Core.Storage;

/// <summary>The kinds of due work there are.</summary>
public static class DueKind
{
    /// <summary>New points of a subject, or a deadline of it: judge it.</summary>
    public const string Judge = "judge";

    /// <summary>An open incident that may have to be told again.</summary>
    public const string Tell = "tell";

    /// <summary>Time for the rules to look for savings.</summary>
    public const string Recommend = "recommend";

    /// <summary>New recommendations of a week that are to be told.</summary>
    public const string TellSavings = "tell-savings";

    /// <summary>A weekly report that is to be sent, or looked at again.</summary>
    public const string Report = "report";

    /// <summary>Time to drop what is older than it is kept.</summary>
    public const string Retention = "retention";

    /// <summary>Time to count what went well of the objectives on the days that are over.</summary>
    public const string Slo = "slo";

    /// <summary>Time to count what the estate was and did on the days that are over.</summary>
    public const string Estate = "estate";

    /// <summary>Time to ask a source for what is new.</summary>
    public const string Collect = "collect";
}
