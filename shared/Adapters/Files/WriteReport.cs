using System.Text;
using Observability.Core.Reports;

namespace Observability.Adapters.Files;

/// <summary>Writes a report's files into a folder, each whole or not at all.</summary>
public sealed class WriteReport(IDrawPictures pictures)
{
    /// <param name="folder">Made when it is missing; files of the same names are replaced.</param>
    /// <param name="link">Where the report can be read; null when there is no such place.</param>
    /// <returns>Full paths, the page first.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(WeeklyReport report, string folder, Uri? link, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        List<string> paths = [];
        foreach ((string name, string text) in ReportFiles.Of(report, pictures, link))
        {
            string path = Path.GetFullPath(Path.Combine(folder, name));
            string half = path + ".new";
            await File.WriteAllTextAsync(half, text, new UTF8Encoding(false), cancel).ConfigureAwait(false);
            File.Move(half, path, overwrite: true);
            paths.Add(path);
        }

        return paths;
    }
}
