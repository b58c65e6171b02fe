namespace Observability.Core.Recommendations;

/// <summary>One way to find waste. A rule is one file and one line in <see cref="RuleBook.All"/>.</summary>
public interface IRule
{
    /// <summary>For example <c>failed-run-waste</c>.</summary>
    string Name { get; }

    /// <summary>Pure: the same estate gives the same answer.</summary>
    RuleAnswer Find(Estate estate);
}

/// <summary>What a rule found, and where it looked and found nothing.</summary>
public sealed record RuleAnswer(IReadOnlyList<Recommendation> Found, IReadOnlyList<NotFired> Not);

public enum NotFiredReason
{
    /// <summary>What the rule needs is not there: nothing is known either way.</summary>
    NoData,

    /// <summary>Looked at and too small.</summary>
    BelowThreshold,
}

/// <summary>Why a rule says nothing of something.</summary>
/// <param name="Resource">A subject; <c>estate</c> when it is about all.</param>
/// <param name="Why">One sentence with the numbers.</param>
public sealed record NotFired(string Rule, string Resource, NotFiredReason Reason, string Why);
