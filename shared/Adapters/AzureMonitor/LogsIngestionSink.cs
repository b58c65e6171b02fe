using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Observability.Core.Telemetry;

namespace Observability.Adapters.AzureMonitor;

/// <summary>Sends rows to tables of a Log Analytics workspace by the Logs Ingestion API (2023-01-01), as whoever the credential is.</summary>
/// <remarks>One try a call: what does not work now is due again, when the service says or soon, and the rows stand in the store until then.</remarks>
public sealed class LogsIngestionSink : ITelemetrySink
{
    private const string Version = "2023-01-01";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _endpoint;
    private readonly string _rule;
    private readonly TimeProvider _time;

    /// <param name="endpoint">Of the data collection endpoint, or of the rule itself; https.</param>
    /// <param name="rule">Immutable id of the data collection rule.</param>
    public LogsIngestionSink(Uri endpoint, string rule, TokenCredential credential, TimeProvider time, LogsIngestionOptions? options = null)
    {
        LogsIngestionOptions given = options ?? new();
        _pipeline = HttpPipelineBuilder.Build(given, new BearerTokenAuthenticationPolicy(credential, AudienceOf(endpoint)));
        (_endpoint, _rule, _time) = (endpoint, rule, time);
    }

    public async Task<TelemetrySent> SendAsync(LogTable table, IReadOnlyList<ReadOnlyMemory<byte>> rows, CancellationToken cancel)
    {
        TelemetrySent sent = TelemetrySent.None;
        int most = int.MaxValue;
        while (sent.Done < rows.Count)
        {
            int count = Math.Min(most, LogBatches.Fitting(rows, sent.Done));
            LogAnswer answer = await PostAsync(table, LogBatches.Body(rows, sent.Done, count), cancel).ConfigureAwait(false);
            switch (answer.Verdict)
            {
                case LogVerdict.Taken:
                    sent = sent.Then(new(count, 0, null, null));
                    break;
                case LogVerdict.TooLarge when count > 1:
                    most = count / 2;
                    break;
                case LogVerdict.TooLarge:
                    sent = sent.Then(new(1, 1, null, $"{table.Name}: a row of {rows[sent.Done].Length} bytes was refused: {answer.Problem}"));
                    break;
                default:
                    return sent.Then(new(0, 0, answer.After, $"{table.Name}: {answer.Problem}"));
            }
        }

        return sent;
    }

    /// <summary>Whom a token has to be for: the cloud that the endpoint stands in.</summary>
    internal static string AudienceOf(Uri endpoint)
    {
        const string Mark = ".ingest.";
        int at = endpoint.Host.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        return $"https://{(at < 0 ? "monitor.azure.com" : endpoint.Host[(at + Mark.Length)..])}/.default";
    }

    private async Task<LogAnswer> PostAsync(LogTable table, byte[] body, CancellationToken cancel)
    {
        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_endpoint);
        message.Request.Uri.AppendPath($"/dataCollectionRules/{_rule}/streams/{table.Stream}", escape: false);
        message.Request.Uri.AppendQuery("api-version", Version);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Content-Encoding", "gzip");
        message.Request.Content = RequestContent.Create(body);
        try
        {
            await _pipeline.SendAsync(message, cancel).ConfigureAwait(false);
            return LogAnswer.Of(message.Response, _time.GetUtcNow());
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return LogAnswer.NoAnswer(e.Message);
        }
    }
}

/// <summary>Transport and the like of <see cref="LogsIngestionSink"/>.</summary>
public sealed class LogsIngestionOptions : ClientOptions
{
    public LogsIngestionOptions()
    {
        Retry.MaxRetries = 0;
        Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
    }
}
