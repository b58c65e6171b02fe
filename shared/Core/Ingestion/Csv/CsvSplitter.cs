namespace Observability.Core.Ingestion.Csv;

/// <summary>Finds the rows in a stream of CSV. Line feeds inside quotes belong to the row; memory is one row.</summary>
/// <remarks>A quote that is never closed costs its own line: the rest of what it swallowed is split again.</remarks>
internal sealed class CsvSplitter
{
    private byte[] _row = new byte[4096];
    private int _length;
    private long _line = 1; // where the row at hand begins
    private bool _inQuotes;
    private bool _fieldStart = true;
    private bool _wasQuoted; // the field at hand began with a quote
    private bool _tooLong;

    public Queue<CsvRow> Ready { get; } = new();

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int used = _tooLong ? SkipLine(bytes) : Take(bytes);
            bytes = bytes[used..];
            while (_length > Limits.RecordBytes)
            {
                TooLong();
            }
        }
    }

    /// <param name="cut">Why the input ends before its end; null when it does not.</param>
    public void End(string? cut = null)
    {
        while (_inQuotes)
        {
            Reopen();
        }

        if (_length > 0 && !_tooLong)
        {
            Emit();
        }

        if (cut is not null)
        {
            Ready.Enqueue(new(_line, ReadOnlyMemory<byte>.Empty, [], (0, cut)));
        }
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (; at < bytes.Length; at++)
        {
            byte b = bytes[at];
            if (b == (byte)'"')
            {
                // Inside an unquoted field a quote is a character; a doubled quote inside quotes closes and opens again.
                _inQuotes = _inQuotes ? false : _fieldStart || Before(bytes, at) == (byte)'"' && _wasQuoted;
                _wasQuoted |= _inQuotes;
                _fieldStart = false;
            }
            else if (!_inQuotes && b == (byte)'\n')
            {
                Add(bytes[..at]);
                if (_length > Limits.RecordBytes)
                {
                    return at; // too long, which is seen to before the line feed is
                }

                Emit();
                return at + 1;
            }
            else if (!_inQuotes)
            {
                _fieldStart = b == (byte)',';
                _wasQuoted &= !_fieldStart;
            }
        }

        Add(bytes);
        return bytes.Length;
    }

    private byte Before(ReadOnlySpan<byte> bytes, int at) => at > 0 ? bytes[at - 1] : _length > 0 ? _row[_length - 1] : (byte)0;

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_row.Length < _length + bytes.Length)
        {
            Array.Resize(ref _row, Math.Max(_row.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_row.AsSpan(_length));
        _length += bytes.Length;
    }

    private void TooLong()
    {
        if (_row.AsSpan(0, _length).Contains((byte)'\n'))
        {
            Reopen();
            return;
        }

        ReadOnlyMemory<byte> kept = _row.AsSpan(0, Math.Min(_length, Limits.KeptOfTooLong)).ToArray();
        Ready.Enqueue(new(_line, kept, [], (0, $"longer than {Limits.RecordBytes / 1024 / 1024} MiB")));
        (_tooLong, _length) = (true, 0);
        _row = new byte[4096];
    }

    private int SkipLine(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            return bytes.Length;
        }

        _tooLong = false;
        Next(1);
        return end + 1;
    }

    /// <summary>The row at hand has a quote without an end: its first line is bad, the rest is split again.</summary>
    private void Reopen()
    {
        byte[] all = _row.AsSpan(0, _length).ToArray();
        int end = Array.IndexOf(all, (byte)'\n');
        int first = end < 0 ? all.Length : end;
        Ready.Enqueue(CsvRow.Split(_line, all.AsMemory(0, first)));
        Next(end < 0 ? 0 : 1);
        Feed(all.AsSpan(end < 0 ? all.Length : end + 1));
    }

    private void Emit()
    {
        int length = _length > 0 && _row[_length - 1] == (byte)'\r' ? _length - 1 : _length;
        if (length > 0)
        {
            Ready.Enqueue(CsvRow.Split(_line, _row.AsSpan(0, length).ToArray()));
        }

        Next(1 + _row.AsSpan(0, _length).Count((byte)'\n'));
    }

    private void Next(int lines)
    {
        _line += lines;
        _length = 0;
        (_inQuotes, _fieldStart, _wasQuoted) = (false, true, false);
    }
}
