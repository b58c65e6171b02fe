using Observability.Core.Detection;

namespace Observability.Adapters.Files;

/// <summary>What judging one file gave and where it was written.</summary>
public sealed record FileDetected(string Input, string Output, SeriesDetected Detected);

/// <summary>Judges the series in files and folders (<c>.csv</c>, <c>.csv.gz</c>) and writes each under its relative path, plain.</summary>
public static class DetectFiles
{
    /// <param name="paths">Files, or folders that are walked whole; order of the answers.</param>
    /// <param name="folder">Where to write; made when absent. A file appears there whole or not at all.</param>
    public static IEnumerable<FileDetected> Run(IEnumerable<string> paths, string folder, DetectionOptions options, IFusion? fusion, CancellationToken cancel)
    {
        foreach ((string input, string relative) in paths.SelectMany(Inputs))
        {
            string output = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(output)!);
            string part = output + ".part";
            SeriesDetected detected;
            using (StreamReader reader = SeriesText.Open(input))
            using (StreamWriter writer = new(part))
            {
                detected = DetectSeries.Run(reader, writer, input, options, fusion, cancel);
            }

            File.Move(part, output, overwrite: true);
            yield return new(input, output, detected);
        }
    }

    private static IEnumerable<(string Input, string Relative)> Inputs(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(f => Plain(f).EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(f => (f, Plain(Path.GetRelativePath(path, f))))
            : [(path, Plain(Path.GetFileName(path)))];

    private static string Plain(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
}
