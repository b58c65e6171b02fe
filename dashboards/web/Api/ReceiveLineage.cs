using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Ingestion;

namespace Observability.Web.Api;

/// <summary>Takes OpenLineage events as any OpenLineage client sends them.</summary>
internal static class ReceiveLineage
{
    private const string Format = "openlineage";
    private const int BatchRecords = 1000;
    private const int ProblemsShown = 100;

    /// <summary>One event: 201 when it is kept, also when it was known.</summary>
    public static async Task<IResult> OneAsync(HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        (IReadOnlyList<Record> records, IResult? refused) = await ReadAsync(request, service, options, BodyLimits.Event, false, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        Kept kept = await KeepAsync(records, service, options, cancel).ConfigureAwait(false);
        return kept.Rejected > 0
            ? Problems.Bad([.. kept.Problems.Select(p => Problems.At(p))])
            : TypedResults.Json(new KeptView(kept.Accepted, kept.Duplicate, kept.Rejected, kept.Ignored), ApiJson.Default.KeptView, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>A list of events: the good ones are kept, the bad ones are named by their place in the list.</summary>
    public static async Task<IResult> BatchAsync(HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        (IReadOnlyList<Record> records, IResult? refused) = await ReadAsync(request, service, options, BodyLimits.Batch, true, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        await KeepAsync(records, service, options, cancel).ConfigureAwait(false);
        (Record Record, int Index)[] bad = [.. records.Select((record, index) => (record, index)).Where(r => r.record.Problem is not null)];
        ProblemAt[] problems = [.. bad.Take(ProblemsShown).Select(b => Problems.At(b.Record.Problem!, $"/{b.Index}"))];
        return bad.Length == records.Count && bad.Length > 0
            ? Problems.Of(StatusCodes.Status400BadRequest, "none of the events can be used", problems)
            : TypedResults.Json(
                new BatchView(
                    bad.Length == 0 ? "success" : "partial_success",
                    new(records.Count, records.Count - bad.Length, bad.Length, 0, bad.Length),
                    [.. bad.Take(ProblemsShown).Select((b, i) => new FailedEvent(b.Index, $"{problems[i].Place}: {b.Record.Problem!.Problem}", false))]),
                ApiJson.Default.BatchView);
    }

    private static async Task<(IReadOnlyList<Record> Records, IResult? Refused)> ReadAsync(
        HttpRequest request, Service service, WebOptions options, BodyLimits limits, bool list, CancellationToken cancel)
    {
        (ReadOnlyMemory<byte> bytes, IResult? refused) = await RequestBody.ReadAsync(request, limits, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return ([], refused);
        }

        if (JsonShape.Check(bytes.Span, list) is { } problem)
        {
            return ([], Problems.Bad([problem]));
        }

        IFormat format = options.Formats.First(f => f.Name == Format);
        Input input = new("request", null, () => new MemoryStream(bytes.ToArray(), writable: false));
        List<Record> records = [];
        await foreach (Record record in format.ReadAsync(input, cancel).ConfigureAwait(false))
        {
            records.Add(service.Keep.Checked(record, input.Name));
        }

        return (records, null);
    }

    private static async Task<Kept> KeepAsync(IReadOnlyList<Record> records, Service service, WebOptions options, CancellationToken cancel)
    {
        Kept kept = Kept.None;
        foreach (Record[] some in records.Chunk(BatchRecords))
        {
            kept += await service.Keep.RunAsync(Format, some, cancel).ConfigureAwait(false);
        }

        options.Kept?.Invoke();
        return kept;
    }
}
