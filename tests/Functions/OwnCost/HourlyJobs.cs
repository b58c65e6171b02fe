using System.Globalization;
using System.Text;

namespace Observability.Functions.OwnCost;

/// <summary>Jobs that run once an hour, spread evenly over it: each is told of at its start and at its end, with the facets that Airflow and Spark send.</summary>
/// <remarks>Made by arithmetic, the same every time. One run in 200 fails. Each job reads what two others write and writes one dataset, whose rows vary by a tenth.</remarks>
internal static class HourlyJobs
{
    private const int FailsOnceIn = 200;

    /// <summary>Events of the minute that begins at <paramref name="minute"/>.</summary>
    public static IEnumerable<string> Of(int jobs, DateTimeOffset minute)
    {
        for (int job = 0; job < jobs; job++)
        {
            TimeSpan offset = TimeSpan.FromSeconds(job * 3600.0 / jobs);
            TimeSpan took = TimeSpan.FromSeconds(180 + (job * 37 % 400));
            foreach ((TimeSpan at, bool start) in new[] { (offset, true), (offset + took, false) })
            {
                // The hour in which the run of this event began.
                DateTimeOffset hour = new((minute - at).UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
                foreach (DateTimeOffset began in new[] { hour, hour.AddHours(1) })
                {
                    if (began + at >= minute && began + at < minute.AddMinutes(1))
                    {
                        yield return Event(jobs, job, began + offset, began + at, start);
                    }
                }
            }
        }
    }

    private static string Event(int jobs, int job, DateTimeOffset began, DateTimeOffset at, bool start)
    {
        long hour = began.UtcTicks / TimeSpan.TicksPerHour;
        bool fails = ((hour * 7919) + job) % FailsOnceIn == 0;
        string type = start ? "START" : fails ? "FAIL" : "COMPLETE";
        long rows = 100_000 + ((((hour * 104_729) + (job * 7919)) % 1009) * 20);
        string run = Facet("nominalTime", "1-0-1/NominalTimeRunFacet", Pair("nominalStartTime", Text(began))) + ","
            + Facet("processing_engine", "1-1-1/ProcessingEngineRunFacet", Pair("version", "2.10.3") + "," + Pair("name", "Airflow") + "," + Pair("openlineageAdapterVersion", "1.14.0"))
            + (fails && !start ? "," + Facet("errorMessage", "1-0-1/ErrorMessageRunFacet", Pair("message", "Task exited with return code 1: disk quota exceeded") + "," + Pair("programmingLanguage", "python")) : "");
        string task = Facet("jobType", "2-0-3/JobTypeJobFacet", Pair("jobType", "TASK") + "," + Pair("integration", "AIRFLOW") + "," + Pair("processingType", "BATCH"));
        string schema = Facet("schema", "1-1-1/SchemaDatasetFacet", $"\"fields\":[{Fields}]");
        string written = start || fails ? "" : $",\"outputFacets\":{{{Facet("outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet", $"\"rowCount\":{rows},\"size\":{rows * 91}")}}}";
        return "{" + Pair("eventTime", Text(at)) + "," + Pair("eventType", type) + "," + Pair("producer", Producer) + "," + Pair("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent")
            + $",\"run\":{{{Pair("runId", $"{hour:x8}-0000-7000-8000-{job:x12}")},\"facets\":{{{run}}}}}"
            + $",\"job\":{{{Pair("namespace", "airflow-prod")},{Pair("name", $"dag_{job / 20:d4}.load_{job:d5}")},\"facets\":{{{task}}}}}"
            + $",\"inputs\":[{{{Table(Beside(jobs, job, 1))}}},{{{Table(Beside(jobs, job, 7))}}}]"
            + $",\"outputs\":[{{{Table(job)},\"facets\":{{{schema}}}{written}}}]}}";
    }

    private const string Producer = "https://github.com/OpenLineage/OpenLineage/tree/1.24.2/integration/airflow";

    private static readonly string Fields = string.Join(',', Enumerable.Range(1, 10).Select(i => $"{{{Pair("name", $"column_{i}")},{Pair("type", i % 3 == 0 ? "decimal(18,4)" : "string")}}}"));

    // A table of the same DAG of 20.
    private static int Beside(int jobs, int job, int step) => Math.Min(jobs - 1, (job / 20 * 20) + ((job + step) % 20));

    private static string Table(int job) => Pair("namespace", "abfss://lake@made-up.dfs.core.windows.net") + "," + Pair("name", $"clean/table_{job:d5}");

    private static string Facet(string name, string schema, string members) => $"\"{name}\":{{{Pair("_producer", Producer)},{Pair("_schemaURL", $"https://openlineage.io/spec/facets/{schema}.json")},{members}}}";

    private static string Pair(string name, string value) => $"\"{name}\":\"{value}\"";

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
