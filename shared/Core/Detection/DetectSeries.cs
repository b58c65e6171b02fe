using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>What judging one file gave.</summary>
/// <param name="Rows">Rows read and written.</param>
/// <param name="Points">Rows that were judged.</param>
/// <param name="Problems">The first <see cref="ProblemsKept"/> bad rows, then the first row of each kind that was passed over.</param>
/// <param name="Bad">All bad rows.</param>
/// <param name="Passed">Rows that were passed over, since their time is not after that of a row before them.</param>
public sealed record SeriesDetected(long Rows, long Points, long Alerts, IReadOnlyList<BadInput> Problems, long Bad, long Passed)
{
    /// <summary>Bad rows that are named.</summary>
    public const int ProblemsKept = 100;

    /// <summary>Share of the rows that may be passed over without asking for attention: clocks that are set back, repeated deliveries.</summary>
    private const double FewPassed = 0.01;

    /// <summary>Why the file is no series; null where it is one.</summary>
    public BadInput? Refused { get; init; }

    /// <summary>Whether somebody should look at the file: any bad row, or many that were passed over.</summary>
    public bool NeedsAttention => Bad > 0 || Refused is not null || Passed > FewPassed * Rows;
}

/// <summary>Judges the series in one CSV and writes it back with its verdicts, row by row in the same order.</summary>
public static class DetectSeries
{
    /// <param name="source">Name of the input, for problems.</param>
    /// <param name="fusion">The learned stage, or null.</param>
    public static SeriesDetected Run(TextReader input, TextWriter output, string source, DetectionOptions options, IFusion? fusion, CancellationToken cancel)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, options, fusion);
        RowOrder order = new(source);
        List<BadInput> problems = [];
        long rows = 0, points = 0, alerts = 0, bad = 0;
        output.Write(VerdictCsvWriter.Header + "\n");
        foreach (SeriesRow row in SeriesCsvReader.Read(input, source))
        {
            if (row.IsOfFile)
            {
                return new(0, 0, 0, [], 0, 0) { Refused = row.Problem };
            }

            Verdict? verdict = row.Point is Point point ? detector.Judge(point) : null;
            VerdictCsvWriter.Write(output, row, verdict);
            if (verdict is { } given)
            {
                bool judged = given.Kind != VerdictKind.NotJudged;
                order.Add(row, judged);
                points += judged ? 1 : 0;
                alerts += given.Alert ? 1 : 0;
            }

            if (row.Problem is BadInput problem)
            {
                bad++;
                if (problems.Count < SeriesDetected.ProblemsKept)
                {
                    problems.Add(problem);
                }
            }

            if (++rows % 4096 == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        return new(rows, points, alerts, [.. problems, .. order.Problems()], bad, order.Passed);
    }
}
