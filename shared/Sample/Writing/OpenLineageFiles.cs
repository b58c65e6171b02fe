using System.Text.Encodings.Web;
using System.Text.Json;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>OpenLineage 2-0-2 run events, one a line, one file for each day on which they were received.</summary>
internal static class OpenLineageFiles
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(string directory, SampleOptions options, IEnumerable<Run> runs, CancellationToken cancel)
    {
        string folder = Directory.CreateDirectory(Path.Combine(directory, "openlineage")).FullName;
        foreach (IGrouping<DateTime, RunEvent> day in EventOrder.Of(options, runs).GroupBy(e => e.Received.UtcDateTime.Date))
        {
            cancel.ThrowIfCancellationRequested();
            using FileStream file = new(Path.Combine(folder, $"{day.Key:yyyy-MM-dd}.jsonl"), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
            using Utf8JsonWriter json = new(file, Json);
            foreach (RunEvent one in day)
            {
                OpenLineageEvent.Write(json, one);
                json.Flush();
                json.Reset();
                file.WriteByte((byte)'\n');
            }
        }
    }
}
