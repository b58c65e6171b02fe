namespace Observability.Core.Collectors;

/// <summary>Why a source does not give what it has.</summary>
public enum SourceFailure
{
    /// <summary>We are not who we should be: no credential, or an expired one.</summary>
    Credentials,

    /// <summary>We may not: a role is missing.</summary>
    Permission,

    /// <summary>What the settings name is not there.</summary>
    Missing,

    /// <summary>Too many questions; it says, or will say, when to ask again.</summary>
    Throttled,

    /// <summary>No answer, or an error of its own.</summary>
    Unavailable,

    /// <summary>It is being written still, or lost a part: it names what is not there.</summary>
    Incomplete,

    /// <summary>An answer that cannot be meant: no JSON, a page that leads to itself.</summary>
    BadAnswer,
}

/// <summary>A source did not give what was asked for. The collection stops, and is taken up where it was.</summary>
/// <param name="failure">The kind of it.</param>
/// <param name="problem">One line for people: what was asked, what came; the missing role by its name.</param>
/// <param name="retryAfter">How long the source wants to be left alone; null when it does not say.</param>
public sealed class SourceFailedException(SourceFailure failure, string problem, TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception(problem, cause)
{
    public SourceFailure Failure => failure;

    public TimeSpan? RetryAfter => retryAfter;
}
