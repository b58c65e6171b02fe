namespace Observability.Core.Detection;

/// <summary>Everything the detector keeps of one series, as bytes: what is stored is what is resumed, bit for bit.</summary>
public sealed class DetectorState
{
    /// <summary>Layout of the bytes; the first of them. A state of another version is rebuilt from the points.</summary>
    public const byte Version = 7;

    /// <summary>No state is larger.</summary>
    public const int MaximumBytes = 16 * 1024;

    /// <summary>Bytes of a state after its first point.</summary>
    public static int SavedBytes => DetectorMemory.Bytes;

    private readonly byte[] _bytes;

    internal DetectorState(byte[] bytes) => _bytes = bytes;

    /// <summary>Before the first point.</summary>
    public static DetectorState Empty { get; } = new([Version]);

    internal ReadOnlySpan<byte> Span => _bytes;

    public byte[] ToBytes() => [.. _bytes];

    /// <summary>The state, or why it must be rebuilt from the points.</summary>
    public static StateRead FromBytes(ReadOnlySpan<byte> bytes)
    {
        string? reason = WhyNot(bytes);
        return new(reason is null ? new DetectorState(bytes.ToArray()) : null, reason);
    }

    /// <summary>Why the bytes must be rebuilt from the points; null: they are a state.</summary>
    internal static string? WhyNot(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] != Version)
        {
            return $"detector state has version {(bytes.Length == 0 ? "none" : bytes[0])}, this build reads {Version}: rebuild it from the points";
        }

        return bytes.Length == 1 || bytes.Length == DetectorMemory.Bytes ? null : $"detector state has {bytes.Length} bytes, expected {DetectorMemory.Bytes}: rebuild it from the points";
    }
}

/// <summary>A state, or the reason why there is none; exactly one is null.</summary>
public readonly record struct StateRead(DetectorState? State, string? RebuildReason);
