using System.Formats.Tar;

namespace Observability.Adapters.Files;

/// <summary>Pipes, sockets and devices, which may be read for ever, or until somebody writes to them.</summary>
internal static class SpecialFile
{
    /// <exception cref="SpecialFileException">It is one.</exception>
    public static void Refuse(string path)
    {
        if (!OperatingSystem.IsWindows() && IsSpecial(path))
        {
            throw new SpecialFileException();
        }
    }

    // Of the class library only its tar writer tells them from files. They have no length, so that hardly a file is asked.
    private static bool IsSpecial(string path)
    {
        FileInfo file = new(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!file.Exists || file.Length > 0)
        {
            return false;
        }

        using MemoryStream archive = new();
        try
        {
            using TarWriter writer = new(archive, leaveOpen: true);
            writer.WriteEntry(file.FullName, "file");
        }
        catch (IOException)
        {
            return true; // a socket has no place in an archive
        }

        archive.Position = 0;
        using TarReader reader = new(archive);
        return reader.GetNextEntry()?.EntryType is TarEntryType.Fifo or TarEntryType.CharacterDevice or TarEntryType.BlockDevice;
    }
}

/// <summary>What was to be read is no file.</summary>
public sealed class SpecialFileException() : IOException("it is a pipe, a socket or a device; what comes from one is read as -");
