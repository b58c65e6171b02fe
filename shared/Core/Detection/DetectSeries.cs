using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>What judging one file gave.</summary>
/// <param name="Rows">Rows read and written.</param>
/// <param name="Points">Rows that were judged.</param>
/// <param name="Problems">The first hundred bad rows.</param>
/// <param name="Bad">All bad rows.</param>
public sealed record SeriesDetected(long Rows, long Points, long Alerts, IReadOnlyList<BadInput> Problems, long Bad);

/// <summary>Judges the series in one CSV and writes it back with its verdicts, row by row in the same order.</summary>
public static class DetectSeries
{
    private const int ProblemsKept = 100;

    /// <param name="source">Name of the input, for problems.</param>
    /// <param name="fusion">The learned stage, or null.</param>
    public static SeriesDetected Run(TextReader input, TextWriter output, string source, DetectionOptions options, IFusion? fusion, CancellationToken cancel)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, options, fusion);
        List<BadInput> problems = [];
        long rows = 0, points = 0, alerts = 0, bad = 0;
        output.Write(VerdictCsvWriter.Header + "\n");
        foreach (SeriesRow row in SeriesCsvReader.Read(input, source))
        {
            Verdict? verdict = row.Point is Point point ? detector.Judge(point) : null;
            VerdictCsvWriter.Write(output, row, verdict);
            points += verdict is { Kind: not VerdictKind.NotJudged } ? 1 : 0;
            alerts += verdict is { Alert: true } ? 1 : 0;
            if (row.Problem is BadInput problem)
            {
                bad++;
                if (problems.Count < ProblemsKept)
                {
                    problems.Add(problem);
                }
            }

            if (++rows % 4096 == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        return new(rows, points, alerts, problems, bad);
    }
}
