using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Storage;

namespace Observability.Core.Reports;

/// <summary>Tells the new recommendations of a week, once, to whom the settings name.</summary>
/// <param name="link">Where recommendations can be read; null when there is no such place.</param>
public sealed class TellSavings(ITableStore store, RecommendationStore recommendations, Func<Settings> settings, Func<Uri?> link, TimeProvider time) : IDueWork
{
    // No report can have this name.
    private const string Name = "~savings";

    public string Kind => DueKind.TellSavings;

    /// <param name="id">The week in which they were first seen.</param>
    public async Task RunAsync(string id, CancellationToken cancel)
    {
        RecommendationSettings wanted = settings().Recommendations;
        if (ReportWeek.Parse(id) is not { } week || wanted.Receivers.Count == 0)
        {
            return;
        }

        IReadOnlyList<Recommendation> fresh = NewSavings.Of(await recommendations.AllAsync(cancel).ConfigureAwait(false), id, wanted);
        string partition = SentReport.Partition(Name, week);
        if (fresh.Count == 0 || await store.GetAsync(SentReport.Table, partition, SentReport.Key, cancel).ConfigureAwait(false) is not null)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        Digest digest = Rendering.SavingsDigest.Of(fresh, week, link());
        Notification[] messages =
        [
            .. wanted.Receivers.Distinct().Select(receiver => new Notification
            {
                Id = DeliveryId.Of($"savings/{week}", 1, receiver),
                Receiver = receiver,
                Reason = NotificationReason.Recommendations,
                Created = now,
                Trace = Instruments.Here,
                Revision = 1,
                Digest = digest,
            }),
        ];
        await Outbox.ArmAsync(store, SentReport.Table, partition, messages, cancel).ConfigureAwait(false);
        await store.WriteAsync(SentReport.Table, partition, [new Write.Insert(SentReport.Key, new Dictionary<string, object> { ["At"] = now }), .. Outbox.Writes(messages)], cancel).ConfigureAwait(false);
    }
}
