namespace Observability.Web.Api;

/// <summary>Most that is read of one request.</summary>
/// <param name="Packed">Bytes on the wire when the body is compressed.</param>
/// <param name="Bytes">Bytes as such.</param>
internal sealed record BodyLimits(long Packed, long Bytes)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Most of any request, on the wire.</summary>
    public const long Largest = 32 * MiB;

    public static BodyLimits Event { get; } = new(1 * MiB, 8 * MiB);

    public static BodyLimits Batch { get; } = new(Largest, 32 * MiB);

    /// <summary>What a person writes.</summary>
    public static BodyLimits Small { get; } = new(64 * 1024, 64 * 1024);
}
