using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web;

/// <summary>What the pages of a job and of a dataset show alike.</summary>
/// <param name="Outlook">null while nothing of it was judged.</param>
/// <param name="Incidents">Open ones that touch it.</param>
/// <param name="Judged">How its values are judged after what people said; empty when nobody said anything.</param>
public sealed record AboutSubject(Outlook? Outlook, Neighbours Lineage, IReadOnlyList<IncidentSummary> Incidents, string Judged)
{
    /// <summary>How far back pictures go.</summary>
    internal static readonly TimeSpan Back = TimeSpan.FromDays(60);

    /// <summary>4 ranges.</summary>
    internal static async Task<AboutSubject> ReadAsync(Service service, Subject subject, CancellationToken cancel) => new(
        await service.Outlooks.FindAsync(subject, cancel).ConfigureAwait(false),
        await service.Lineage.OfAsync(subject, cancel).ConfigureAwait(false),
        [.. (await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false)).Where(i => i.Touched(subject))],
        (await service.Tuning.OfAsync(subject, 1, service.Time.GetUtcNow(), cancel).ConfigureAwait(false))(subject.IsJob ? Measures.Duration : Measures.Rows).Because);
}
