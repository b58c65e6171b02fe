using System.Security.Cryptography;

namespace Observability.Adapters.DuckDb;

/// <summary>Names a file by its bytes, while something else reads it.</summary>
internal static class PartHash
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>First 128 bits of SHA-256 of the file as it lies, as hex; empty when it cannot be read.</summary>
    public static Task<string> OfAsync(string path, CancellationToken cancel) => Task.Run(
        () =>
        {
            try
            {
                using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
                byte[] chunk = new byte[ChunkBytes];
                while (file.Read(chunk) is int length and > 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    hash.AppendData(chunk.AsSpan(0, length));
                }

                return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        },
        cancel);
}
