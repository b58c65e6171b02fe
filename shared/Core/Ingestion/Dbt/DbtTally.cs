using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>What the results of one invocation come to.</summary>
internal sealed class DbtTally
{
    private const int Named = 5;

    private readonly List<string> _failed = [];

    public long Results { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Project of the first node that names one.</summary>
    public string Project { get; private set; } = "";

    public void Add(DbtResult result, bool failed)
    {
        Results++;
        Project = Project.Length == 0 ? result.Project : Project;
        if (failed)
        {
            Failures++;
            if (_failed.Count < Named)
            {
                _failed.Add(result.Id);
            }
        }
    }

    /// <summary>For example <c>2 of 14 failed: test.shop.unique_id, …</c>; null when none did.</summary>
    public string? Words() =>
        Failures == 0 ? null : Redaction.Of($"{Failures} of {Results} failed: {string.Join(", ", _failed)}{(Failures > _failed.Count ? ", …" : "")}");
}
