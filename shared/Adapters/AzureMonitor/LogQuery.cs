using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Observability.Adapters.Azure;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;

namespace Observability.Adapters.AzureMonitor;

/// <summary>Rows of a query to a Log Analytics workspace, whose columns are those of a plain CSV, six hours at most at a time.</summary>
/// <remarks>What arrives late is asked for again and known already. A partial answer is none: the stretch is asked for again.</remarks>
public sealed class LogQuery(SourceSettings settings, TokenCredential credential, AzureConnection connection, IReadOnlyList<IFormat> formats) : ICollector
{
    private static readonly TimeSpan Stretch = TimeSpan.FromHours(6);

    private readonly AzureRest _api = new(credential, new Uri("https://api.loganalytics.azure.com/"), "Log Analytics Reader", connection);

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset from = TimeMark.From(watermark, now, settings.Back, settings.Late);
        for (DateTimeOffset to; from < now; from = to)
        {
            to = from + Stretch < now ? from + Stretch : now;
            BinaryData answer = await AskAsync(settings.Query!, $"{TimeMark.Of(from)}/{TimeMark.Of(to)}", cancel).ConfigureAwait(false);
            string? csv = TableText.Of(answer, Name);
            IFormat? format = csv is null ? null : FormatOf(csv);
            yield return new(format, csv is null ? null : InMemory.Of($"{Name}/{TimeMark.Of(from)}.csv", csv), TimeMark.Of(to));
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        await AskAsync($"{settings.Query}\n| take 1", "PT1H", cancel).ConfigureAwait(false);
        return "the workspace takes the query";
    }

    private Task<BinaryData> AskAsync(string query, string timespan, CancellationToken cancel) => _api.PostAsync(
        $"/v1/workspaces/{settings.Workspace}/query",
        BinaryData.FromString(new JsonObject { ["query"] = query, ["timespan"] = timespan }.ToJsonString()),
        cancel);

    private IFormat FormatOf(string csv) => Recogniser.Find(new Head(Name, Encoding.UTF8.GetBytes(csv.Split('\n', 2)[0] + "\n"), false), formats)
        ?? throw new SourceFailedException(SourceFailure.BadAnswer, $"{Name}: the query gives the columns {Core.Primitives.SafeText.Cut(csv.Split('\n', 2)[0], 200)}; expected dataset,time or job,run_id,start,end,status or series,time,value");
}
