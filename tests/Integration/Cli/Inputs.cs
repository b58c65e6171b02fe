using System.Globalization;
using System.Text;

namespace Observability.Integration.Cli;

/// <summary>Inputs as files hold them.</summary>
internal static class Inputs
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs of some jobs, one an hour; every 50th failed.</summary>
    public static string RunsCsv(int runs, int jobs = 5, int first = 0)
    {
        StringBuilder text = new("job,run_id,start,end,status,rows\n");
        for (int i = first; i < first + runs; i++)
        {
            DateTimeOffset start = Begin.AddMinutes(i * 60 / jobs);
            text.Append(CultureInfo.InvariantCulture, $"air/job{i % jobs},r{i},{start:yyyy-MM-ddTHH:mm:ssZ},{start.AddSeconds(60 + (i % 7)):yyyy-MM-ddTHH:mm:ssZ},{(i % 50 == 49 ? "failed" : "success")},{1000 + (i % 13)}\n");
        }

        return text.ToString();
    }

    public static string UpdatesCsv(string dataset, int updates)
    {
        StringBuilder text = new("dataset,time,rows\n");
        for (int i = 0; i < updates; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{dataset},{Begin.AddMinutes(i * 10):yyyy-MM-ddTHH:mm:ssZ},{500 + (i % 11)}\n");
        }

        return text.ToString();
    }
}
