using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Observability.Web.Api;

/// <summary>Reads the body of a request, inflated, within limits.</summary>
internal static class RequestBody
{
    /// <summary>The bytes, or the answer that says why not.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, IResult? Refused)> ReadAsync(HttpRequest request, BodyLimits limits, CancellationToken cancel)
    {
        MemoryStream bytes = new();
        IResult? refused = await CopyAsync(request, limits, bytes, cancel).ConfigureAwait(false);
        return (bytes.GetBuffer().AsMemory(0, (int)bytes.Length), refused);
    }

    /// <summary>Copies the body, inflated.</summary>
    /// <returns>null when all is there; else the answer that says why not.</returns>
    public static async Task<IResult?> CopyAsync(HttpRequest request, BodyLimits limits, Stream to, CancellationToken cancel)
    {
        string encoding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "the body may be plain or gzip", new ProblemAt("", "expected Content-Encoding gzip or none"));
        }

        bool packed = encoding == "gzip";
        if (request.ContentLength > (packed ? limits.Packed : limits.Bytes))
        {
            return TooLarge(limits, packed);
        }

        CountedStream wire = new(request.Body, packed ? limits.Packed : long.MaxValue);
        Stream plain = packed ? new GZipStream(wire, CompressionMode.Decompress) : wire;
        try
        {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            int read;
            while ((read = await plain.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                total += read;
                if (total > limits.Bytes)
                {
                    return TooLarge(limits, false);
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            }

            return wire.Exceeded ? TooLarge(limits, packed) : null;
        }
        catch (InvalidDataException)
        {
            return wire.Exceeded ? TooLarge(limits, packed) : Problems.Bad([new("", "the body is said to be gzip, and is not, or is cut off")]);
        }
    }

    private static IResult TooLarge(BodyLimits limits, bool packed) => Problems.Of(
        StatusCodes.Status413PayloadTooLarge,
        packed ? $"at most {limits.Packed} bytes of gzip" : $"at most {limits.Bytes} bytes, inflated",
        new ProblemAt("", "too large"));
}
