using System.Net;
using System.Net.Sockets;
using Observability.Core.Configuration;

namespace Observability.Adapters.Http;

/// <summary>The clients for receivers: no redirects, no proxy, no cookies; connections only to addresses that were checked.</summary>
public sealed class ReceiverHttp : IDisposable
{
    private readonly HttpClient _public = Create(false);
    private readonly HttpClient _local = Create(true);

    public HttpClient For(Receiver receiver) => receiver.AllowLocal ? _local : _public;

    public void Dispose()
    {
        _public.Dispose();
        _local.Dispose();
    }

    private static HttpClient Create(bool allowLocal)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 16, // KiB
            ActivityHeadersPropagator = null, // its trace would carry the address
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, allowLocal, cancel),
        };
        return new(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Looks the name up once, and connects to what was looked at: an answer that changes in between changes nothing.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint end, bool allowLocal, CancellationToken cancel)
    {
        IPAddress[] all = await Dns.GetHostAddressesAsync(end.Host, cancel).ConfigureAwait(false);
        IPAddress[] allowed = [.. all.Where(a => allowLocal || PublicAddress.Is(a))];
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException("leads to an address that is not of the internet; for trying things out, set allow_local: true");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
