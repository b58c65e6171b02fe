using Observability.Core.Cost;
using Observability.Core.Lineage;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Recommendations;

/// <summary>The open recommendations that concern a subject, best first: those about it, then those about what it runs on, belongs to or is written by.</summary>
public sealed class AdviceFor(RecommendationStore store, Catalogue<JobState> jobs, LineageStore lineage)
{
    /// <summary>Most recommendations that one subject is given.</summary>
    public const int Most = 5;

    /// <param name="subject">A job, a spend, or a dataset (then its writers are meant).</param>
    public async Task<IReadOnlyList<Advice>> ForAsync(Subject subject, CancellationToken cancel)
    {
        IReadOnlyList<Tracked> open = await store.OpenAsync(cancel).ConfigureAwait(false);
        if (open.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Subject> wanted = subject.IsDataset
            ? [.. (await lineage.OfAsync(subject, cancel).ConfigureAwait(false)).Up.Where(s => s.IsJob)]
            : [subject];
        List<Subject> beside = [];
        foreach (Subject job in wanted.Where(s => s.IsJob))
        {
            string resource = CostedRuns.ResourceOf(await jobs.FindAsync(job.Text, cancel).ConfigureAwait(false));
            beside.AddRange(resource.Length == 0 ? [] : [CostPoints.Resource(resource)]);
        }

        return Of(open.Select(t => t.Recommendation), wanted, beside);
    }

    /// <summary>Nearer first (0: about one of the wanted; 1: touches one; 2: touches what is beside), then the larger amount.</summary>
    internal static IReadOnlyList<Advice> Of(IEnumerable<Recommendation> open, IReadOnlyList<Subject> wanted, IReadOnlyList<Subject> beside) =>
    [
        .. open.Select(r => (Recommendation: r, Distance: Distance(r, wanted, beside)))
            .Where(x => x.Distance is not null)
            .OrderBy(x => x.Distance)
            .ThenByDescending(x => x.Recommendation.Saving.Amount)
            .Take(Most)
            .Select(x => ToAdvice(x.Recommendation)),
    ];

    public static Advice ToAdvice(Recommendation r) => new(r.Rule, r.Title, r.Saving.Amount, r.Saving.Low, r.Saving.High, r.Saving.Currency, r.Fix);

    private static int? Distance(Recommendation r, IReadOnlyList<Subject> wanted, IReadOnlyList<Subject> beside) =>
        wanted.Any(w => Same(w.Text, r.Resource)) ? 0
        : wanted.Any(w => r.About.Any(a => Within(w, a))) ? 1
        : beside.Any(b => Same(b.Text, r.Resource) || (r.Resource.StartsWith("spend:", StringComparison.Ordinal) && r.About.Any(a => Same(a.Text, b.Text)))) ? 2
        : null;

    // spend:SubAccountId=a,ServiceName=b lies within spend:SubAccountId=a.
    private static bool Within(Subject wanted, Subject about) =>
        Same(wanted.Text, about.Text) || (about.IsSpend && wanted.Text.StartsWith(about.Text + ",", StringComparison.OrdinalIgnoreCase));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
