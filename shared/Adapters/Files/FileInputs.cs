using System.IO.Enumeration;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Adapters.Files;

/// <summary>What is to be read: an input, or why there is none.</summary>
public sealed record FileInput(string Name, Input? Input, BadInput? Problem);

/// <summary>Expands what a user named — files, folders, globs, <c>-</c> — into inputs.</summary>
public static class FileInputs
{
    /// <summary>Inputs in the order named; those of one folder or glob in ordinal order of their paths.</summary>
    /// <param name="standardInput">Opened once when <c>-</c> is named, and kept in a file of <paramref name="scratch"/> that the caller removes.</param>
    public static IEnumerable<FileInput> Expand(IEnumerable<string> paths, Func<Stream> standardInput, string scratch)
    {
        foreach (string path in paths)
        {
            IEnumerable<FileInput> inputs = path == "-" ? [Spool(standardInput, scratch)]
                : Directory.Exists(path) ? In(path, _ => true)
                : File.Exists(path) ? [One(path)]
                : path.AsSpan().IndexOfAny('*', '?') >= 0 ? Glob(path)
                : [Missing(path, "there is no such file or folder")];
            foreach (FileInput input in inputs)
            {
                yield return input;
            }
        }
    }

    private static FileInput One(string path) => new(path, InputFile.Of(path), null);

    private static FileInput Missing(string path, string problem) => new(path, null, new(path, 0, 0, "", problem));

    /// <summary>The folder that a glob looks in: all of it before the first name with a wild card.</summary>
    internal static string FixedPart(string pattern)
    {
        string full = pattern.Replace('\\', '/');
        int wild = full.AsSpan().IndexOfAny('*', '?');
        int slash = wild < 0 ? full.LastIndexOf('/') : full.LastIndexOf('/', wild);
        return slash < 0 ? "." : slash == 0 ? "/" : full[..slash];
    }

    private static FileInput[] Glob(string pattern)
    {
        string full = pattern.Replace('\\', '/');
        string folder = FixedPart(pattern);
        string[] steps = full[(full.LastIndexOf('/', full.AsSpan().IndexOfAny('*', '?')) + 1)..].Split('/');
        FileInput[] found = Directory.Exists(folder)
            ? [.. In(folder, path => Matches(Path.GetRelativePath(folder, path).Replace('\\', '/').Split('/'), steps))]
            : [];
        return found.Length > 0 ? found : [Missing(pattern, "nothing matches")];
    }

    /// <summary><c>*</c> and <c>?</c> match within one name, <c>**</c> any number of folders.</summary>
    private static bool Matches(ReadOnlySpan<string> names, ReadOnlySpan<string> steps)
    {
        if (steps.IsEmpty)
        {
            return names.IsEmpty;
        }

        if (steps[0] == "**")
        {
            return Matches(names, steps[1..]) || (!names.IsEmpty && Matches(names[1..], steps));
        }

        return !names.IsEmpty && FileSystemName.MatchesSimpleExpression(steps[0], names[0], ignoreCase: false) && Matches(names[1..], steps[1..]);
    }

    private static List<FileInput> In(string folder, Func<string, bool> wanted)
    {
        List<FileInput> inputs = [];
        List<string> folders = [folder];
        for (int at = 0; at < folders.Count; at++)
        {
            try
            {
                foreach (FileSystemInfo entry in new DirectoryInfo(folders[at]).EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 }))
                {
                    string path = Path.Combine(folders[at], entry.Name);
                    if (entry is FileInfo && wanted(path))
                    {
                        inputs.Add(One(path));
                    }
                    else if (entry is DirectoryInfo && entry.LinkTarget is null)
                    {
                        folders.Add(path);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                inputs.Add(Missing(folders[at], InputFile.Unreadable(e)));
            }
        }

        inputs.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return inputs;
    }

    private static FileInput Spool(Func<Stream> standardInput, string scratch)
    {
        string path = Path.Combine(scratch, "stdin");
        try
        {
            Directory.CreateDirectory(scratch);
            using Stream from = standardInput();
            using FileStream to = File.Create(path);
            from.CopyTo(to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Missing("-", InputFile.Unreadable(e));
        }

        return new("-", InputFile.Of(path, "-"), null);
    }
}
