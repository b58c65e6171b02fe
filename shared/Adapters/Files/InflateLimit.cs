using ZstdSharp;

namespace Observability.Adapters.Files;

/// <summary>An inflated stream that stops when it grows out of proportion, and that says so when it is cut off.</summary>
/// <remarks>A ratio of 100 : 1 is allowed above 64 MiB: no telemetry packs better, bombs do.</remarks>
internal sealed class InflateLimit(Stream inflated, FileStream packed, bool checkGzip) : Stream
{
    private const long FreeBytes = 64L * 1024 * 1024;
    private const long Ratio = 100;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int length;
        try
        {
            length = inflated.Read(buffer);
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException("damaged Zstandard data: " + e.Message, e);
        }
        catch (InvalidDataException e) when (checkGzip)
        {
            throw new InvalidDataException("damaged gzip data", e);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the compressed data ends too early", e);
        }

        _read += length;
        if (_read > FreeBytes && _read > Ratio * packed.Length)
        {
            throw new InvalidDataException($"inflates to more than {Ratio} times its size");
        }

        if (length == 0 && !buffer.IsEmpty && checkGzip && IsCut())
        {
            throw new InvalidDataException("the compressed data ends too early");
        }

        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : Start(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflated.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private ValueTask<int> Start(Memory<byte> buffer)
    {
        try
        {
            return ValueTask.FromResult(Read(buffer.Span));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return ValueTask.FromException<int>(e);
        }
    }

    /// <summary>.NET's gzip stream ends without a word when its input does. Every gzip member ends with the size of what it holds.</summary>
    private bool IsCut()
    {
        const int Trailer = 4;
        if (packed.Length < 18)
        {
            return true;
        }

        Span<byte> size = stackalloc byte[Trailer];
        packed.Position = packed.Length - Trailer;
        packed.ReadExactly(size);
        uint stated = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(size);

        // Of several members the last states only its own size; it cannot be more than all. Zeros after the end are padding.
        return stated != (uint)_read && stated > _read;
    }
}
