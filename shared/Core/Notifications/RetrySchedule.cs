using System.Buffers.Binary;
using System.Text;
using Observability.Core.Primitives;

namespace Observability.Core.Notifications;

/// <summary>When to try again: 5 s, 30 s, 2 min, 10 min, then every hour, each within ±20 %, until a day has passed.</summary>
/// <remarks>After Standard Webhooks, <i>Specification</i>, 2023. The jitter is a hash of the delivery and the try: the same everywhere, different for each message.</remarks>
public static class RetrySchedule
{
    /// <summary>From the first try to the last.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly double[] Seconds = [5, 30, 120, 600, 3600];

    /// <param name="tries">How often it was tried; 1 after the first.</param>
    /// <param name="retryAfter">What the receiver asked for; never tried earlier than that.</param>
    public static TimeSpan Wait(int tries, string deliveryId, TimeSpan? retryAfter)
    {
        double seconds = Seconds[Math.Clamp(tries - 1, 0, Seconds.Length - 1)];
        Span<byte> seed = stackalloc byte[4 + Encoding.UTF8.GetMaxByteCount(deliveryId.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(seed, tries);
        int length = Encoding.UTF8.GetBytes(deliveryId, seed[4..]);
        double unit = (ContentHash.Of64(seed[..(4 + length)]) >> 11) * (1.0 / (1UL << 53));
        TimeSpan wait = TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * unit)));
        return retryAfter is { } asked && asked > wait ? asked : wait;
    }
}
