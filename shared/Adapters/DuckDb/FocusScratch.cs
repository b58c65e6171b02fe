using System.Runtime.CompilerServices;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Adapters.DuckDb;

/// <summary>A folder of its own for what DuckDB spills, and for inputs that it cannot open itself. Gone when disposed.</summary>
internal sealed class FocusScratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("obs-focus-").FullName;

    /// <summary>Where the input lies as a file that DuckDB can read: itself if plain or gzip and UTF-8, else a copy.</summary>
    /// <returns>An empty path when nothing could be read; and why the input ends too early, if it does.</returns>
    public async Task<(string Path, bool Gzip, string? Cut)> PlaceAsync(Input input, CancellationToken cancel)
    {
        if (input.Path is string path)
        {
            try
            {
                InputFile.Packing packing = InputFile.PackingOf(path);
                if (packing == InputFile.Packing.Gzip || (packing == InputFile.Packing.Plain && IsUtf8(path)))
                {
                    return (path, packing == InputFile.Packing.Gzip, null);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ("", false, InputFile.Unreadable(e));
            }
        }

        (path, string? cut) = await SpoolAsync(input, cancel).ConfigureAwait(false);
        return (path, false, cut);
    }

    /// <summary>Copies the input, inflated and as UTF-8, as far as it can be read.</summary>
    public async Task<(string Path, string? Cut)> SpoolAsync(Input input, CancellationToken cancel)
    {
        string path = Path.Combine(Folder, "bill.csv");
        try
        {
            Stream from = await Utf8Input.OpenAsync(input.Open(), cancel).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable _ = from.ConfigureAwait(false);
            FileStream to = File.Create(path);
            await using ConfiguredAsyncDisposable __ = to.ConfigureAwait(false);
            await from.CopyToAsync(to, cancel).ConfigureAwait(false);
            return (path, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (File.Exists(path) ? path : "", "cannot be read further: " + SafeText.Cut(e.Message, 200));
        }
    }

    /// <summary>Inflates the input for nothing but to see that it is whole: DuckDB takes the end of a cut archive for its end, and uses one core for gzip.</summary>
    /// <returns>Null when it is whole.</returns>
    public static Task<string?> DamageAsync(Input input, CancellationToken cancel) => Task.Run(
        async () =>
        {
            try
            {
                Stream from = input.Open();
                await using ConfiguredAsyncDisposable _ = from.ConfigureAwait(false);
                await from.CopyToAsync(Stream.Null, cancel).ConfigureAwait(false);
                return (string?)null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return "cannot be read further: " + SafeText.Cut(e.Message, 200);
            }
        },
        cancel);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static bool IsUtf8(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return (file.ReadByte(), file.ReadByte()) is not ((0xFF, 0xFE) or (0xFE, 0xFF));
    }
}
