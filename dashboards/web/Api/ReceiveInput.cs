using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Observability.Core;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>Takes a body of any format that files may have. It lies in a file while it is read, since some formats are read by place.</summary>
internal static class ReceiveInput
{
    public const string Auto = "auto";
    private const string Folder = "incoming";
    private const int ProblemsShown = 100;
    private static long _files;

    /// <param name="name">A format, or <c>auto</c>.</param>
    public static async Task<IResult> RunAsync([FromRoute(Name = "format")] string name, HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        string known = string.Join(", ", options.Formats.Select(f => f.Name));
        IFormat? format = options.Formats.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        if (format is null && name != Auto)
        {
            return Problems.Of(StatusCodes.Status404NotFound, $"no such format; there are {known}, and {Auto}", new ProblemAt("format", "unknown: " + SafeText.Cut(name)));
        }

        string folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, Folder)).FullName;
        string path = Path.Combine(folder, $"{Environment.ProcessId}-{Interlocked.Increment(ref _files)}.body");
        try
        {
            await using (FileStream file = File.Create(path))
            {
                if (await RequestBody.CopyAsync(request, BodyLimits.Batch, file, cancel).ConfigureAwait(false) is { } refused)
                {
                    return refused;
                }
            }

            format ??= Recogniser.Find(await HeadAsync(path, cancel).ConfigureAwait(false), options.Formats);
            return format is null
                ? Problems.Of(StatusCodes.Status422UnprocessableEntity, $"the body is of no known format; there are {known}", new ProblemAt("", "not recognised"))
                : await KeepAsync(format, path, service, options, cancel).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IResult> KeepAsync(IFormat format, string path, Service service, WebOptions options, CancellationToken cancel)
    {
        Input input = new("request", path, () => File.OpenRead(path));
        Kept kept = await service.Ingest.RunAsync(format, input, null, cancel).ConfigureAwait(false);
        options.Kept?.Invoke();
        ProblemAt[] problems = [.. kept.Problems.Take(ProblemsShown).Select(p => Problems.At(p))];
        return kept.Rejected > 0 && kept.Accepted + kept.Duplicate + kept.Ignored == 0
            ? Problems.Of(StatusCodes.Status400BadRequest, "none of the records can be used", problems)
            : TypedResults.Json(
                new IngestedView(format.Name, kept.Accepted, kept.Duplicate, kept.Rejected, kept.Ignored, problems), ApiJson.Default.IngestedView);
    }

    private static async Task<Head> HeadAsync(string path, CancellationToken cancel)
    {
        await using FileStream file = File.OpenRead(path);
        byte[] bytes = new byte[Limits.HeadBytes];
        int length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return new("request", bytes.AsMemory(0, length), file.Length <= length);
    }
}
