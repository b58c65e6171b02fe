using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Cli;

/// <summary>One file through the recogniser into the store; what cannot be read is a problem with its place, never an exception.</summary>
internal static class ReadFile
{
    private const int HeadBytes = 64 * 1024;

    public static async Task<Ingested> RunAsync(FileInput file, IFormat? forced, IngestInput ingest, CancellationToken cancel)
    {
        if (file.Input is null)
        {
            return Bad(file.Name, null, file.Problem!);
        }

        IFormat? format = null;
        try
        {
            format = forced ?? Recogniser.Find(await HeadAsync(file.Input, cancel), Formats.All);
            return format is null ? new(file.Name, null, Kept.None) : new(file.Name, format.Name, await ingest.RunAsync(format, file.Input, null, cancel));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Bad(file.Name, format?.Name, new(file.Name, 0, 0, "", InputFile.Unreadable(e)));
        }
    }

    /// <summary>The first bytes of an input, inflated.</summary>
    public static async Task<Head> HeadAsync(Input input, CancellationToken cancel)
    {
        await using Stream stream = input.Open();
        byte[] bytes = new byte[HeadBytes];
        int read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return new(input.Name, bytes.AsMemory(0, read), read < bytes.Length);
    }

    private static Ingested Bad(string name, string? format, BadInput problem) => new(name, format, new(0, 0, 1, 0, [problem]));
}
