namespace Observability.Sample.Running;

/// <summary>Ids like UUID version 7 (RFC 9562, 2024): the milliseconds of the start, then bits that depend on the job and the attempt.</summary>
internal static class RunId
{
    public static Guid Of(int seed, string subject, DateTimeOffset start, int attempt)
    {
        Dice dice = Dice.For(seed, subject, start.UtcTicks + attempt);
        ulong high = ((ulong)start.ToUnixTimeMilliseconds() << 16) | 0x7000UL | (dice.Bits() & 0x0FFFUL);
        ulong low = 0x8000000000000000UL | (dice.Bits() >> 2);
        return new Guid(
            (uint)(high >> 32), (ushort)(high >> 16), (ushort)high,
            (byte)(low >> 56), (byte)(low >> 48), (byte)(low >> 40), (byte)(low >> 32), (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8), (byte)low);
    }
}
