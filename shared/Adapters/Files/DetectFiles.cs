using Observability.Core.Detection;
using Observability.Core.Primitives;

namespace Observability.Adapters.Files;

/// <summary>What judging one file gave and where it was written; or why it could not be read to its end.</summary>
public sealed record FileDetected(string Input, string Output, SeriesDetected? Detected, BadInput? Problem);

/// <summary>Judges the series in files, folders, globs and <c>-</c>, plain or packed, and writes each under its relative path, plain.</summary>
public static class DetectFiles
{
    /// <param name="paths">Of folders, what is named <c>.csv</c> (<c>.csv.gz</c>, <c>.csv.zst</c>) is taken, but for what lies in <paramref name="folder"/>; order of the answers.</param>
    /// <param name="folder">Where to write; made when absent. A file appears there whole or not at all, two of one name as <c>name.csv</c> and <c>name-2.csv</c>.</param>
    /// <param name="standardInput">Opened once when <c>-</c> is named.</param>
    public static IEnumerable<FileDetected> Run(IEnumerable<string> paths, string folder, Func<Stream> standardInput, DetectionOptions options, IFusion? fusion, CancellationToken cancel)
    {
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach ((FileInput input, string relative) in paths.SelectMany(p => Inputs(p, standardInput, folder)))
        {
            string output = Path.Combine(folder, Unused(relative, written));
            Directory.CreateDirectory(Path.GetDirectoryName(output)!);
            yield return input.Problem is null ? Detect(input, output, options, fusion, cancel) : new(input.Name, output, null, input.Problem);
        }
    }

    /// <summary>Why nothing may be written to this folder; null where it may: no input would be replaced.</summary>
    public static string? Refusal(IReadOnlyCollection<string> paths, string folder)
    {
        if (paths.FirstOrDefault(p => Directory.Exists(p) && RealPath.Of(p) == RealPath.Of(folder)) is { } same)
        {
            return $"{same} is the folder that is read";
        }

        string[] named = [.. paths.Where(p => p != "-")];
        (FileInput Input, string Relative)[] inputs = [.. named.SelectMany(p => Inputs(p, () => Stream.Null, folder)).Where(i => i.Input.Problem is null)];
        HashSet<string> written = new(StringComparer.Ordinal);
        HashSet<string> outputs = new(inputs.Select(i => RealPath.Of(Path.Combine(folder, Unused(i.Relative, written)))), StringComparer.Ordinal);
        return inputs.Select(i => i.Input.Name).FirstOrDefault(n => outputs.Contains(RealPath.Of(n))) is { } replaced ? $"{replaced} is read, and would be replaced" : null;
    }

    private static FileDetected Detect(FileInput input, string output, DetectionOptions options, IFusion? fusion, CancellationToken cancel)
    {
        string part = output + ".part";
        try
        {
            SeriesDetected detected;
            using (StreamReader reader = new(input.Input!.Open()))
            using (StreamWriter writer = new(part))
            {
                detected = DetectSeries.Run(reader, writer, input.Name, options, fusion, cancel);
            }

            if (detected.Refused is { } refused)
            {
                return new(input.Name, output, null, refused);
            }

            File.Move(part, output, overwrite: true);
            return new(input.Name, output, detected, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new(input.Name, output, null, new(input.Name, 0, 0, "", InputFile.Unreadable(e)));
        }
        finally
        {
            File.Delete(part);
            if (input.Name == "-")
            {
                File.Delete(input.Input!.Path!);
            }
        }
    }

    // What an earlier run wrote within a folder that is read is no input of the next.
    private static IEnumerable<(FileInput Input, string Relative)> Inputs(string path, Func<Stream> standardInput, string into)
    {
        bool folder = Directory.Exists(path);
        string results = RealPath.Of(into) + Path.DirectorySeparatorChar;
        bool within = !File.Exists(path) && path != "-" && !(RealPath.Of(folder ? path : FileInputs.FixedPart(path)) + Path.DirectorySeparatorChar).StartsWith(results, StringComparison.Ordinal);
        FileInput[] inputs =
        [
            .. FileInputs.Expand([path], standardInput, into)
                .Where(i => !folder || Plain(i.Name).EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || (i.Problem is not null && Directory.Exists(i.Name)))
                .Where(i => !within || !RealPath.Of(i.Name).StartsWith(results, StringComparison.Ordinal)),
        ];
        if (inputs.Length == 0)
        {
            inputs = [new(path, null, new(path, 0, 0, "", folder ? "there is no CSV file in this folder" : "nothing matches"))];
        }

        return inputs.Select(i => (i, i.Name == "-" ? "stdin.csv" : Plain(folder ? Path.GetRelativePath(path, i.Name) : Path.GetFileName(i.Name))));
    }

    private static string Unused(string relative, HashSet<string> written)
    {
        string name = relative;
        for (int n = 2; !written.Add(name); n++)
        {
            name = Path.Combine(Path.GetDirectoryName(relative)!, $"{Path.GetFileNameWithoutExtension(relative)}-{n}{Path.GetExtension(relative)}");
        }

        return name;
    }

    private static string Plain(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
}
