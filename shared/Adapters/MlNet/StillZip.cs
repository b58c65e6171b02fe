using System.IO.Compression;

namespace Observability.Adapters.MlNet;

/// <summary>Archives whose bytes depend on what is in them and not on when they were written.</summary>
internal static class StillZip
{
    // The first moment that an entry can have.
    private static readonly DateTimeOffset When = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The archive with the same entries in the same order, all of one time.</summary>
    public static byte[] Of(Stream archive)
    {
        archive.Position = 0;
        using MemoryStream still = new();
        using (ZipArchive from = new(archive, ZipArchiveMode.Read, leaveOpen: true))
        using (ZipArchive to = new(still, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = When;
                using Stream read = entry.Open();
                using Stream write = copy.Open();
                read.CopyTo(write);
            }
        }

        return still.ToArray();
    }
}
