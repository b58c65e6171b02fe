using System.Buffers.Binary;
using System.IO.Compression;

namespace Observability.Core.Storage;

/// <summary>One large value of a row, kept in properties <c>Body</c>, <c>Body1</c> … of at most 64 KiB, compressed where that makes it smaller.</summary>
/// <remarks>The first five bytes are the form (0 plain, 1 Brotli) and the length in bytes of what was put (little endian).</remarks>
public static class Body
{
    /// <summary>Most bytes at rest, after compression: as base64 in 1 MiB beside other properties, which is how the emulator counts (Azure would take 960 KiB).</summary>
    public const int MaxBytes = 11 * StoreLimits.PropertyBytes;

    private const int HeaderBytes = 5;
    private const int WorthCompressing = 512;
    private const string Name = "Body";

    /// <param name="compress">False for what is rewritten again and again: compressing it would cost more than its bytes.</param>
    /// <exception cref="StoreLimitException">Over <see cref="MaxBytes"/> even when compressed.</exception>
    public static void Put(IDictionary<string, object> values, ReadOnlySpan<byte> bytes, bool compress = true)
    {
        if (!TryPut(values, bytes, compress))
        {
            throw new StoreLimitException("(any)", "", Name, $"{bytes.Length} bytes do not compress to {MaxBytes}");
        }
    }

    /// <summary>False, and nothing put, when it is over <see cref="MaxBytes"/> even when compressed.</summary>
    public static bool TryPut(IDictionary<string, object> values, ReadOnlySpan<byte> bytes, bool compress = true)
    {
        if (bytes.Length <= StoreLimits.PropertyBytes - HeaderBytes && !(compress && bytes.Length >= WorthCompressing))
        {
            values[Name] = Plain(bytes);
            return true;
        }

        ReadOnlySpan<byte> packed = Pack(bytes);
        if (packed.Length > MaxBytes)
        {
            return false;
        }

        for (int chunk = 0; chunk * StoreLimits.PropertyBytes < packed.Length; chunk++)
        {
            ReadOnlySpan<byte> rest = packed[(chunk * StoreLimits.PropertyBytes)..];
            values[NameOf(chunk)] = rest[..Math.Min(rest.Length, StoreLimits.PropertyBytes)].ToArray();
        }

        return true;
    }

    /// <summary>What was put; null when the row has no body.</summary>
    /// <exception cref="InvalidDataException">The properties are not what <see cref="Put"/> wrote.</exception>
    public static ReadOnlyMemory<byte>? Get(Row row) =>
        !row.Values.ContainsKey(Name) ? default(ReadOnlyMemory<byte>?)
            : Get(row.Values) ?? throw new InvalidDataException($"{row.Partition}/{row.Key}: body is broken");

    /// <summary>What was put among the properties; null when nothing was, or not by <see cref="Put"/>.</summary>
    public static ReadOnlyMemory<byte>? Get(IReadOnlyDictionary<string, object> values)
    {
        if (values.GetValueOrDefault(Name) is not byte[] packed)
        {
            return null;
        }

        for (int chunk = 1; values.GetValueOrDefault(NameOf(chunk)) is byte[] more; chunk++)
        {
            packed = [.. packed, .. more];
        }

        return Unpack(packed);
    }

    /// <summary>Whether both hold the same body in the same form; the same value in another form does not count.</summary>
    public static bool Same(IReadOnlyDictionary<string, object> one, IReadOnlyDictionary<string, object> other)
    {
        for (int chunk = 0; ; chunk++)
        {
            byte[]? here = one.GetValueOrDefault(NameOf(chunk)) as byte[];
            byte[]? there = other.GetValueOrDefault(NameOf(chunk)) as byte[];
            if (here is null || there is null)
            {
                return here == there;
            }

            if (!here.AsSpan().SequenceEqual(there))
            {
                return false;
            }
        }
    }

    private static string NameOf(int chunk) => chunk == 0 ? Name : $"{Name}{chunk}";

    private static byte[] Plain(ReadOnlySpan<byte> bytes)
    {
        byte[] packed = GC.AllocateUninitializedArray<byte>(HeaderBytes + bytes.Length);
        packed[0] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), bytes.Length);
        bytes.CopyTo(packed.AsSpan(HeaderBytes));
        return packed;
    }

    private static ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> bytes)
    {
        byte[] packed = new byte[HeaderBytes + bytes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), bytes.Length);
        if (BrotliEncoder.TryCompress(bytes, packed.AsSpan(HeaderBytes), out int size, quality: 1, window: WindowOf(bytes.Length)))
        {
            packed[0] = 1;
            return packed.AsSpan(0, HeaderBytes + size);
        }

        return Plain(bytes);
    }

    // As small as the value allows: both sides allocate and clear a window of this size (2^n bytes) for every value.
    private static int WindowOf(int length) => Math.Clamp(32 - int.LeadingZeroCount(length), 10, 20);

    private static ReadOnlyMemory<byte>? Unpack(byte[] packed)
    {
        if (packed.Length < HeaderBytes || BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(1)) is not (>= 0 and int length))
        {
            return null;
        }

        ReadOnlyMemory<byte> rest = packed.AsMemory(HeaderBytes);
        if (packed[0] == 0)
        {
            return rest.Length == length ? rest : default(ReadOnlyMemory<byte>?);
        }

        byte[] bytes = new byte[length];
        return BrotliDecoder.TryDecompress(rest.Span, bytes, out int size) && size == length ? bytes : default(ReadOnlyMemory<byte>?);
    }
}
