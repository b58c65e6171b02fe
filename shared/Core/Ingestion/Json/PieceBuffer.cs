namespace Observability.Core.Ingestion.Json;

/// <summary>The bytes of the piece at hand, up to the limit of a record.</summary>
internal sealed class PieceBuffer
{
    private byte[] _bytes = new byte[16 * 1024];
    private long _seen;
    private int _stringStart;
    private string _problem = "";
    private TextPlace _where;

    public TextPlace Start { get; private set; }

    /// <summary>White space before it in its line; 0 when it does not begin its line.</summary>
    public int Indent { get; private set; }

    public bool IsEnvelope { get; private set; }

    public int Length { get; private set; }

    public bool TooLong { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The place after it.</summary>
    public TextPlace End => Start.After(Bytes);

    public void Begin(TextPlace start, int indent, bool isEnvelope = false)
    {
        (Start, Indent, IsEnvelope) = (start, Math.Max(indent, 0), isEnvelope);
        (Length, _seen, TooLong, _stringStart) = (0, 0, false, 0);
        (_problem, _where) = ("expected a JSON object", start);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _seen += bytes.Length;
        if (!TooLong && _seen > Limits.RecordBytes)
        {
            TooLong = true;
            Length = Math.Min(Length, Limits.KeptOfTooLong);
            _bytes = _bytes.AsSpan(0, Math.Max(Length, Limits.KeptOfTooLong)).ToArray();
            Fail($"longer than {Limits.RecordBytes / 1024 / 1024} MiB", Start);
        }

        int room = TooLong ? Limits.KeptOfTooLong - Length : bytes.Length;
        ReadOnlySpan<byte> kept = bytes[..Math.Min(room, bytes.Length)];
        if (_bytes.Length < Length + kept.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + kept.Length));
        }

        kept.CopyTo(_bytes.AsSpan(Length));
        Length += kept.Length;
    }

    public void Fail(string problem, TextPlace where)
    {
        if (!TooLong || _problem.StartsWith("expected", StringComparison.Ordinal))
        {
            (_problem, _where) = (problem, where);
        }
    }

    public void Shorten(int length) => Length = length;

    public JsonPiece Broken() =>
        new(JsonPieceKind.Broken, Start.Line, Start.Column, Bytes.ToArray(), _problem, _where.Line, _where.Column);

    /// <summary>Remembers where a string of the outermost object begins, <paramref name="ahead"/> bytes after those already here.</summary>
    public void MarkString(int ahead, int depth) => _stringStart = depth == 1 ? Length + ahead : _stringStart;

    /// <summary>The last such string with its quotes, where <paramref name="ahead"/> follows the bytes already here.</summary>
    public ReadOnlySpan<byte> LastString(ReadOnlySpan<byte> ahead)
    {
        Span<byte> all = [.. Bytes[Math.Min(_stringStart, Length)..], .. ahead[Math.Max(0, _stringStart - Length)..]];
        int end = all.Length > 1 ? all[1..].IndexOf((byte)'"') : -1;
        return end < 0 ? [] : all[..(end + 2)].ToArray();
    }

    /// <summary>Where the next line begins an object in the column of this one; -1 when none does.</summary>
    public int NextStart()
    {
        ReadOnlySpan<byte> bytes = Bytes;
        int line = bytes.IndexOf((byte)'\n') + 1;
        while (line > 0)
        {
            ReadOnlySpan<byte> rest = bytes[line..];
            int indent = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (indent == Indent && rest[indent] == (byte)'{')
            {
                return line + indent;
            }

            int next = rest.IndexOf((byte)'\n');
            line = next < 0 ? 0 : line + next + 1;
        }

        return -1;
    }
}
