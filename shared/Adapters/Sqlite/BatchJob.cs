using System.Buffers;
using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>A batch, encoded on the caller's thread so that the writer only binds and steps.</summary>
internal sealed class BatchJob : WriterJob
{
    private readonly TaskCompletionSource<WriteResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _table;
    private readonly Item[] _items;
    private readonly byte[] _buffer;
    private readonly int _partitionLength;
    private WriteResult? _result;

    public BatchJob(string table, string partition, IReadOnlyList<Write> writes)
    {
        _table = table;
        _items = new Item[writes.Count];
        ByteWriter bytes = new(256 * writes.Count);
        bytes.Utf8(partition);
        _partitionLength = bytes.Length;
        for (int i = 0; i < writes.Count; i++)
        {
            int key = bytes.Length;
            bytes.Utf8(writes[i].Key);
            int blob = bytes.Length;
            if (writes[i].Values() is IReadOnlyDictionary<string, object> values)
            {
                RowBlob.Write(ref bytes, values);
            }

            _items[i] = new Item(writes[i], key, blob, bytes.Length);
        }

        _buffer = bytes.Buffer;
    }

    public Task<WriteResult> Task => _done.Task;

    public override int Rows => _items.Length;

    public override void Apply(WriterTables tables)
    {
        WriterTable? table = tables.Find(_table);
        for (int i = 0; i < _items.Length; i++)
        {
            Write write = _items[i].Write;
            if (write is not (Write.Put or Write.Delete { ETag: null }) && !write.Fits(table?.ETag(Partition, Key(i))))
            {
                _result = WriteResult.Conflict(i);
                return;
            }
        }

        string[] etags = new string[_items.Length];
        for (int i = 0; i < _items.Length; i++)
        {
            etags[i] = "";
            if (_items[i].Write is Write.Delete)
            {
                table?.Delete(Partition, Key(i));
                continue;
            }

            table ??= tables.Create(_table);
            long version = tables.NextVersion();
            table.Put(Partition, Key(i), version, _buffer.AsSpan(_items[i].Blob, _items[i].End - _items[i].Blob));
            etags[i] = version.ToString(CultureInfo.InvariantCulture);
        }

        _result = new WriteResult(null, etags);
    }

    public override void Complete()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _done.SetResult(_result!);
    }

    public override void Fail(StoreUnavailableException why)
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _done.SetException(why);
    }

    private ReadOnlySpan<byte> Partition => _buffer.AsSpan(0, _partitionLength);

    private ReadOnlySpan<byte> Key(int item) => _buffer.AsSpan(_items[item].Key, _items[item].Blob - _items[item].Key);

    /// <summary>A write, and where in the buffer its key and its values begin and end.</summary>
    private readonly record struct Item(Write Write, int Key, int Blob, int End);
}
