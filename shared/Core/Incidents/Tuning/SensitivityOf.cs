using Observability.Core.Primitives;

namespace Observability.Core.Incidents.Tuning;

/// <summary>How sensitive a series is judged after what people said of its incidents.</summary>
/// <remarks>
/// pressure = Σ w(own) + <see cref="FamilyShare"/>·Σ w(others of the family), w = ±2^(−age / 90 days), + for noise, − for useful, within [−1, 4];
/// sensitivity = usual · 2^(−pressure / 2): one word of noise makes it 0.7, two 0.5, four or more 0.25 of what it was. Unitless. More noise never makes it greater, and without a
/// word it is as it was. What one person says of one incident counts once, however many series the incident has: of a family as one other, and not where it counts as an own word.
/// </remarks>
public static class SensitivityOf
{
    /// <summary>What a word about another series of the family counts.</summary>
    public const double FamilyShare = 0.25;

    private const double HalfLifeDays = 90;
    private const double Least = -1;
    private const double Greatest = 4;

    /// <param name="usual">What the settings say, 0 to 1.</param>
    /// <param name="own">Votes about this series.</param>
    /// <param name="family">Votes about its family, one for each series of an incident.</param>
    public static Tuned Of(Subject series, double usual, IReadOnlyList<Vote> own, IReadOnlyList<Vote> family, DateTimeOffset now)
    {
        Vote[] others = [.. family.Where(v => v.Series != series && !own.Any(o => Same(o, v))).OrderByDescending(v => v.At).DistinctBy(v => (v.Incident, v.By))];
        double pressure = Math.Clamp(own.Sum(v => Weight(v, now)) + (FamilyShare * others.Sum(v => Weight(v, now))), Least, Greatest);
        double factor = Math.Pow(2, -pressure / 2);
        return new(Math.Min(1, usual * factor), factor, Say(own, others, factor), [.. own.Where(v => v.Says == Feedback.Planned)]);
    }

    private static bool Same(Vote left, Vote right) => (left.Incident, left.By) == (right.Incident, right.By);

    private static double Weight(Vote vote, DateTimeOffset now)
    {
        double days = Math.Max(0, (now - vote.At).TotalDays);
        return vote.Says switch { Feedback.Noise => 1, Feedback.Useful => -1, _ => 0 } * Math.Pow(2, -days / HalfLifeDays);
    }

    private static string Say(IReadOnlyList<Vote> own, IReadOnlyList<Vote> others, double factor)
    {
        Vote[] counted = [.. own.Concat(others).Where(v => v.Says != Feedback.Planned)];
        if (counted.Length == 0)
        {
            return "";
        }

        string said = string.Join(", ", Counts(own, "").Concat(Counts(others, " of series like it")));
        string how = factor < 0.995 ? "less sensitive" : factor > 1.005 ? "more sensitive" : "as sensitive as usual";
        return FormattableString.Invariant($"{how} since {said} ({factor:0.00} of the usual); undo with obs feedback {counted.MaxBy(v => v.At)!.Incident} withdraw");
    }

    private static IEnumerable<string> Counts(IReadOnlyList<Vote> votes, string of) =>
        from says in new[] { Feedback.Noise, Feedback.Useful }
        let count = votes.Count(v => v.Says == says)
        where count > 0
        select $"{count} × {says.ToString().ToLowerInvariant()}{of}";
}

/// <summary>How a series is judged.</summary>
/// <param name="Sensitivity">0 to 1.</param>
/// <param name="Factor">Of the usual one; 1 where nobody said anything.</param>
/// <param name="Because">One sentence with the way to undo it; empty where nobody said anything.</param>
/// <param name="Plans">Times that were planned.</param>
public sealed record Tuned(double Sensitivity, double Factor, string Because, IReadOnlyList<Vote> Plans)
{
    /// <summary>By how much longer something may be overdue before it is told: 1 to 4.</summary>
    public double Patience => Math.Max(1, 1 / Factor);

    public bool IsPlanned(DateTimeOffset time) => Plans.Any(p => p.Plans(time));
}
