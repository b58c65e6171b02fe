using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Observability.Core.Freshness;

/// <summary>What is remembered of one dataset's updates (or one job's starts): the latest of them, and how well each rule for a deadline did.</summary>
/// <remarks>At most <see cref="MostUpdates"/> times and two numbers a rule: under 12 KB. Immutable.</remarks>
public sealed class FreshnessState
{
    /// <summary>Layout of the bytes; the first of them. A state of another version is rebuilt from the updates.</summary>
    public const byte Version = 1;

    /// <summary>Updates remembered: half a year of four a day.</summary>
    public const int MostUpdates = 1024;

    private const int Header = 5;

    internal FreshnessState(long[] updates, double[] cost, long[] pending) => (Updates, Cost, Pending) = (updates, cost, pending);

    /// <summary>Before the first update.</summary>
    public static FreshnessState Empty { get; } = new([], new double[DeadlineRules.Count], new long[DeadlineRules.Count]);

    /// <summary>UTC ticks, ascending.</summary>
    internal long[] Updates { get; }

    /// <summary>Discounted sum of what each rule cost; see <see cref="FreshnessClock"/>.</summary>
    internal double[] Cost { get; }

    /// <summary>The deadline each rule gave after the last update, UTC ticks; 0 for none.</summary>
    internal long[] Pending { get; }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Header + 8 * (Updates.Length + 2 * DeadlineRules.Count)];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), Updates.Length);
        Span<byte> rest = bytes.AsSpan(Header);
        MemoryMarshal.AsBytes<long>(Updates).CopyTo(rest);
        MemoryMarshal.AsBytes<double>(Cost).CopyTo(rest[(8 * Updates.Length)..]);
        MemoryMarshal.AsBytes<long>(Pending).CopyTo(rest[(8 * (Updates.Length + Cost.Length))..]);
        return bytes;
    }

    /// <summary>The state, or why it must be rebuilt from the updates.</summary>
    public static (FreshnessState? State, string? RebuildReason) FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (WhyNot(bytes) is { } reason)
        {
            return (null, reason);
        }

        ReadOnlySpan<long> numbers = MemoryMarshal.Cast<byte, long>(bytes[Header..]);
        int count = numbers.Length - (2 * DeadlineRules.Count);
        double[] cost = MemoryMarshal.Cast<long, double>(numbers.Slice(count, DeadlineRules.Count)).ToArray();
        return (new(numbers[..count].ToArray(), cost, numbers[(count + DeadlineRules.Count)..].ToArray()), null);
    }

    /// <summary>Why the bytes must be rebuilt from the updates; null: they are a state.</summary>
    internal static string? WhyNot(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header || bytes[0] != Version)
        {
            return $"freshness state has version {(bytes.Length == 0 ? "none" : bytes[0])}, this build reads {Version}: rebuild it from the updates";
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        return count is < 0 or > MostUpdates || bytes.Length != Header + 8 * (count + 2 * DeadlineRules.Count)
            ? $"freshness state has {bytes.Length} bytes that do not hold {count} updates: rebuild it from the updates"
            : null;
    }
}
