using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>Plain CSV: what older tools and partners leave behind.</summary>
internal static class PlainFiles
{
    public static void Write(string directory, SampleOptions options, Simulation simulation)
    {
        Save(directory, "runs", "job,run_id,start,end,status,scheduled,rows,bytes", simulation.Runs.Where(r => r.Job?.Platform.Key == "cron" && r.End < options.End).OrderBy(r => r.End).Select(RunLine));
        Save(directory, "updates", "dataset,time,rows,bytes", simulation.Updates.Select(u => $"{u.Dataset.FullName},{u.Time.Stamp()},{u.Rows},{u.Bytes}"));
        Save(directory, "points", "series,time,value", Gauges.Points(options).Select(p => $"{p.Series},{p.Time.Seconds()},{p.Value:0.###}"));
        Save(directory, "lag", "group,lag,time", Gauges.Lag(options).Select(l => $"sp_clickstream,{l.Lag},{l.Time.Seconds()}"));
    }

    private static string RunLine(Run run) => string.Join(',',
        $"{run.Namespace}/{run.Name}", RunNames.Of(run), run.Start.Stamp(), run.End.Stamp(), run.Status == Status.Succeeded ? "succeeded" : "failed", run.Occasion.Due.Stamp(),
        run.Status == Status.Succeeded ? run.Rows.ToString() : "", run.Status == Status.Succeeded ? run.Bytes.ToString() : "");

    private static void Save(string directory, string name, string header, IEnumerable<string> lines)
    {
        string folder = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        using StreamWriter file = new(Path.Combine(folder, name + ".csv")) { NewLine = "\n" };
        file.WriteLine(header);
        foreach (string line in lines)
        {
            file.WriteLine(line);
        }
    }
}
