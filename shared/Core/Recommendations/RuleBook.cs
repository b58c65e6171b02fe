using Observability.Core.Recommendations.Rules;

namespace Observability.Core.Recommendations;

/// <summary>The rules there are.</summary>
public static class RuleBook
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new FailedRunWaste(),
        new RetryWaste(),
        new NonProductionNights(),
        new ProviderAdvice(),
    ];
}
