using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Reports;

/// <summary>
/// Sends every report of the settings once a week at its time, and for two weeks looks each day whether its bill was restated.
/// </summary>
/// <remarks>
/// The row of what was sent and the messages are one batch: whoever is second, or comes back after a crash, finds it. The reminder of the week after is put before
/// the batch, at that week's own time, so that what an outage kept from being sent is sent late, week by week.
/// </remarks>
/// <param name="link">Where the report of a week can be read; null when there is no such place.</param>
public sealed class SendReports(ITableStore store, LoadReport load, DueRows due, Func<Settings> settings, Func<ReportWeek, Uri?> link, TimeProvider time) : IDueWork
{
    /// <summary>How long after it was due a report is sent again when its bill is restated.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(14);

    /// <summary>Older weeks than this are not made up for after an outage.</summary>
    public static readonly TimeSpan LatestOutage = TimeSpan.FromDays(28);

    private readonly SentReports _sent = new(store);

    public string Kind => DueKind.Report;

    /// <summary>Reminds of the next time of every report; again and again is the same reminder.</summary>
    public async Task ArmAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (ReportSettings report in settings().Reports)
        {
            ReportWeek week = ReportWeek.Before(now);
            await PutAsync(report, ReportTime.Of(week, report) > now ? week : week.Next, cancel).ConfigureAwait(false);
        }
    }

    /// <param name="id">Name of the report and week, <c>NAME|2026-W47</c>.</param>
    public async Task RunAsync(string id, CancellationToken cancel)
    {
        string[] parts = id.Split('|');
        if (parts.Length != 2 || ReportWeek.Parse(parts[1]) is not { } week || settings().Reports.FirstOrDefault(r => r.Name == parts[0]) is not { } report)
        {
            return; // no longer wanted
        }

        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset at = ReportTime.Of(week, report);
        if (now < at)
        {
            await PutAsync(report, week, cancel).ConfigureAwait(false); // it was moved to a later hour
            return;
        }

        SentReport? sent = await SentAsync(report, week, cancel).ConfigureAwait(false);
        if (sent is null)
        {
            await PutAsync(report, NextAfter(week, now), cancel).ConfigureAwait(false);
        }

        if (now < at + Watched)
        {
            await due.PutAsync(at.AddDays(Math.Floor((now - at).TotalDays) + 1), Kind, id, cancel).ConfigureAwait(false);
        }

        WeeklyReport made = await load.RunAsync(week, report.Audience, report.Currency, cancel).ConfigureAwait(false);
        if (sent is null)
        {
            await WriteAsync(report, made, null, cancel).ConfigureAwait(false);
        }
        else if (now < at + Watched + TimeSpan.FromDays(1) && sent.IsOutdatedBy(made))
        {
            await WriteAsync(report, made with { RestatedFrom = sent.Total }, sent, cancel).ConfigureAwait(false);
        }
    }

    private async Task<SentReport?> SentAsync(ReportSettings report, ReportWeek week, CancellationToken cancel) =>
        await store.GetAsync(SentReport.Table, SentReport.Partition(report.Name, week), SentReport.Key, cancel).ConfigureAwait(false) is { } row ? SentReport.Read(row) : null;

    // A conflict means that another instance was faster: what it wrote is the same.
    private async Task WriteAsync(ReportSettings report, WeeklyReport made, SentReport? before, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        string partition = SentReport.Partition(report.Name, made.Week);
        string currency = made.Money.Count == 0 ? "" : made.Money[0].Currency;
        SentReport sent = new((before?.Revision ?? 0) + 1, currency, SentReport.TotalIn(made, null), made.Complete, now, "");
        Digest digest = Rendering.ReportDigest.Of(made, link(made.Week));
        Notification[] messages =
        [
            .. report.Receivers.Distinct().Select(receiver => new Notification
            {
                Id = DeliveryId.Of($"report/{report.Name}/{made.Week}", sent.Revision, receiver),
                Receiver = receiver,
                Reason = NotificationReason.Report,
                Created = now,
                Trace = Instruments.Here,
                Revision = sent.Revision,
                Digest = digest,
            }),
        ];
        await _sent.AddAsync(report, made.Week, now, cancel).ConfigureAwait(false);
        await Outbox.ArmAsync(store, SentReport.Table, partition, messages, cancel).ConfigureAwait(false);
        Write row = before is null ? new Write.Insert(SentReport.Key, sent.Values()) : new Write.Replace(SentReport.Key, sent.Values(), before.ETag);
        await store.WriteAsync(SentReport.Table, partition, [row, .. Outbox.Writes(messages)], cancel).ConfigureAwait(false);
    }

    private Task PutAsync(ReportSettings report, ReportWeek week, CancellationToken cancel) =>
        due.PutAsync(ReportTime.Of(week, report), Kind, $"{report.Name}|{week}", cancel);

    private static ReportWeek NextAfter(ReportWeek week, DateTimeOffset now)
    {
        ReportWeek earliest = ReportWeek.Of(DateOnly.FromDateTime((now - LatestOutage).UtcDateTime));
        return week.Next.Monday > earliest.Monday ? week.Next : earliest;
    }
}
