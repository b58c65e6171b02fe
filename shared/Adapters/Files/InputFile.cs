using System.IO.Compression;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using ZstdSharp;

namespace Observability.Adapters.Files;

/// <summary>A file on disk, opened inflated: plain, gzip or Zstandard, told apart by the first bytes and not by the name.</summary>
public static class InputFile
{
    /// <summary>How a file is compressed.</summary>
    public enum Packing
    {
        Plain,
        Gzip,
        Zstandard,
    }

    /// <summary>The file as an input; opening it may throw what opening a file throws.</summary>
    public static Input Of(string path, string? name = null) => new(name ?? path, path, () => Open(path));

    /// <summary>Opens the file from its start, inflated. The caller disposes it.</summary>
    /// <exception cref="IOException">Also for a pipe, a socket or a device.</exception>
    public static Stream Open(string path)
    {
        SpecialFile.Refuse(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024, FileOptions.SequentialScan);
        return PackingOf(file) switch
        {
            Packing.Gzip => new InflateLimit(new GZipStream(file, CompressionMode.Decompress), file, checkGzip: true),
            Packing.Zstandard => new InflateLimit(new DecompressionStream(file, leaveOpen: false), file, checkGzip: false),
            _ => file,
        };
    }

    /// <summary>How the file at this path is compressed.</summary>
    public static Packing PackingOf(string path)
    {
        SpecialFile.Refuse(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return PackingOf(file);
    }

    /// <summary>The first bytes of an input, inflated; or why it cannot be read.</summary>
    public static Head? HeadOf(Input input, out BadInput? problem)
    {
        problem = null;
        try
        {
            using Stream stream = input.Open();
            byte[] bytes = new byte[Limits.HeadBytes];
            int length = ReadUpTo(stream, bytes);
            return new Head(input.Name, bytes.AsMemory(0, length), length < bytes.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problem = new(input.Name, 0, 0, "", Unreadable(e));
            return null;
        }
    }

    /// <summary>Why a file could not be read, in one line.</summary>
    public static string Unreadable(Exception e) => e switch
    {
        UnauthorizedAccessException => "cannot be read: no permission",
        FileNotFoundException or DirectoryNotFoundException => "cannot be read: there is no such file",
        _ => "cannot be read: " + SafeText.Cut(e.Message, 200),
    };

    /// <summary>Reads until full or the end; what a broken archive gave before it broke counts.</summary>
    private static int ReadUpTo(Stream stream, byte[] bytes)
    {
        int length = 0;
        try
        {
            while (length < bytes.Length && stream.Read(bytes, length, bytes.Length - length) is int more and > 0)
            {
                length += more;
            }
        }
        catch (InvalidDataException) when (length > 0)
        {
            // The format that reads on meets the same fault and reports it with its place.
        }

        return length;
    }

    private static Packing PackingOf(FileStream file)
    {
        Span<byte> magic = stackalloc byte[4];
        int length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (file.CanSeek)
        {
            file.Position = 0;
        }

        return magic[..length] switch
        {
            [0x1F, 0x8B, ..] => Packing.Gzip,
            [0x28, 0xB5, 0x2F, 0xFD] => Packing.Zstandard,
            _ => Packing.Plain,
        };
    }
}
