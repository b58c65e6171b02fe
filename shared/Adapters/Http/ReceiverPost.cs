using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Adapters.Http;

/// <summary>What a receiver answered.</summary>
/// <param name="Body">Its first 64 KiB.</param>
public sealed record ReceiverAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter);

/// <summary>Posts JSON to a receiver. Its address is in no message that comes out of here.</summary>
public sealed class ReceiverPost(Func<Receiver, HttpClient> http, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    /// <param name="judge">What an answer of 2xx means to this channel.</param>
    /// <param name="headers">Beside <c>webhook-id</c>, which every message carries.</param>
    public async Task<Delivery> SendAsync(
        Receiver receiver, string id, byte[] json, IReadOnlyList<(string Name, string Value)> headers, Func<ReceiverAnswer, Delivery> judge, CancellationToken cancel)
    {
        if (ReceiverAddress.Problem(receiver) is { } problem)
        {
            return new(DeliveryOutcome.Rejected, $"receiver {receiver.Name} {problem}");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, receiver.Url) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("webhook-id", id);
        request.Headers.UserAgent.ParseAdd("observability/1");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        try
        {
            using HttpResponseMessage response = await http(receiver).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            string body = await ReadAsync(response.Content, cancel).ConfigureAwait(false);
            return Judge(new(response.StatusCode, body, RetryAfter(response.Headers.RetryAfter)), judge);
        }
        catch (HttpRequestException e) when (e is PrivateAddressException || e.InnerException is PrivateAddressException)
        {
            return new(DeliveryOutcome.Rejected, $"receiver {receiver.Name} leads to an address that is not of the internet");
        }
        catch (HttpRequestException e)
        {
            return new(DeliveryOutcome.Retry, $"{Where(receiver)}: {Words(e)}");
        }
        catch (IOException)
        {
            return new(DeliveryOutcome.Retry, $"{Where(receiver)}: the connection broke before the answer was whole");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Retry, $"{Where(receiver)}: no answer in time");
        }
    }

    private static Delivery Judge(ReceiverAnswer answer, Func<ReceiverAnswer, Delivery> judge)
    {
        int status = (int)answer.Status;
        string said = Said(answer);
        return status switch
        {
            >= 200 and < 300 => judge(answer),
            >= 300 and < 400 => new(DeliveryOutcome.Rejected, $"{said}; redirects are not followed"),
            408 or 425 or 429 or >= 500 => new(DeliveryOutcome.Retry, said, answer.RetryAfter),
            _ => new(DeliveryOutcome.Rejected, said),
        };
    }

    /// <summary>Status and first words of an answer, without secrets.</summary>
    public static string Said(ReceiverAnswer answer)
    {
        string words = VisibleText.Of(answer.Body, 120);
        return words.Length == 0 ? $"answered {(int)answer.Status}" : $"answered {(int)answer.Status}: {words}";
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        byte[] bytes = new byte[MostBytes];
        Stream stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int read = await stream.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes, 0, read);
        }
    }

    private static string Where(Receiver receiver) => $"{receiver.Url!.Scheme}://{SafeText.Cut(receiver.Url.IdnHost)}";

    private static string Words(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no trusted TLS connection",
        HttpRequestError.ResponseEnded => "the connection was closed without an answer",
        HttpRequestError.InvalidResponse => "the answer is no HTTP",
        _ => "the request failed",
    };
}
