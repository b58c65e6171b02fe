namespace Observability.Core.Ingestion.Json;

/// <summary>Finds the documents in a stream of JSON: one, many after each other, one a line, or the elements of an array.</summary>
/// <remarks>
/// Sees brackets and strings, no more: what lies between is the parser's. After a document that cannot end (a string cut by a line
/// end, a bracket that closes another, a new object where none can begin, the end of the input) it goes on at the next line
/// that begins an object in the column where the broken one began. The pieces do not depend on how the bytes are chunked.
/// Memory: one record.
/// </remarks>
/// <param name="inside">Name of a list in the top object whose elements are the documents (for example <c>results</c>); null when there is no envelope.</param>
internal sealed partial class JsonSplitter(string? inside = null)
{
    private readonly Queue<JsonPiece> _ready = new();
    private readonly byte[]? _inside = inside is null ? null : System.Text.Encoding.UTF8.GetBytes('"' + inside + '"');
    private readonly PieceBuffer _piece = new();
    private Envelope? _envelope;
    private State _state = State.Between;
    private TextPlace _place = TextPlace.Start;
    private bool _inArray;
    private TextPlace _arrayStart;
    private int _lineStart; // bytes of white space since the line began; -1 after anything else

    private enum State
    {
        Between,
        Document,
        Garbage,
        Skipping,
    }

    /// <summary>The pieces found so far; the caller takes them out.</summary>
    public Queue<JsonPiece> Ready => _ready;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int used = _state switch
            {
                State.Between => Between(bytes),
                State.Document => InDocument(bytes),
                State.Garbage => Garbage(bytes),
                _ => Skipping(bytes),
            };
            bytes = bytes[used..];
        }
    }

    /// <param name="cut">Why the input ends before its end; null when it does not.</param>
    public void End(string? cut = null)
    {
        int before = _ready.Count;
        while (_state == State.Document)
        {
            Break("ends inside the document", _place, atEnd: true);
        }

        if (_state is State.Garbage or State.Skipping)
        {
            EmitBroken();
        }

        if (cut is not null)
        {
            EmitNote(_place, cut);
        }
        else if (_inArray && _ready.Count == before)
        {
            EmitNote(_arrayStart, "ends inside the list that begins here");
        }

        (_inArray, _envelope) = (false, null);
    }

    private void EmitNote(TextPlace at, string problem) =>
        _ready.Enqueue(new(JsonPieceKind.Broken, at.Line, at.Column, ReadOnlyMemory<byte>.Empty, problem, at.Line, at.Column));

    private int Between(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (; at < bytes.Length; at++)
        {
            byte b = bytes[at];
            if (b is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                _lineStart += _lineStart < 0 ? 0 : 1;
            }
            else if (b == (byte)'\n')
            {
                _lineStart = 0;
            }
            else if (b is (byte)',' or 0x1E)
            {
                _lineStart = -1; // between documents; 0x1E is RFC 7464's mark
            }
            else
            {
                break;
            }
        }

        _place = _place.After(bytes[..at]);
        return at < bytes.Length ? at + Begin(bytes[at]) : at;
    }

    /// <returns>How many bytes it used: 0 leaves the byte to the state that it set.</returns>
    private int Begin(byte first)
    {
        if (first == (byte)'[' && !_inArray)
        {
            (_inArray, _arrayStart) = (true, _place);
            return Pass(first);
        }

        if (first == (byte)']' && _inArray)
        {
            _inArray = false;
            if (_envelope is not null)
            {
                Return(_envelope);
            }

            return Pass(first);
        }

        _state = first is (byte)'{' or (byte)'[' ? State.Document : State.Garbage;
        _piece.Begin(_place, _lineStart);
        _lineStart = -1;
        return 0;
    }

    private int Pass(byte one)
    {
        _place = _place.After([one]);
        _lineStart = -1;
        return 1;
    }

    private int Garbage(ReadOnlySpan<byte> bytes)
    {
        int end = _inArray ? bytes.IndexOfAny((byte)'\n', (byte)',', (byte)']') : bytes.IndexOf((byte)'\n');
        int length = end < 0 ? bytes.Length : end;
        Take(bytes[..length]);
        if (end >= 0)
        {
            EmitBroken();
        }

        return length;
    }

    private int Skipping(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (; at < bytes.Length; at++)
        {
            byte b = bytes[at];
            if (b == (byte)'{' && _lineStart == _piece.Indent)
            {
                Take(bytes[..at]);
                EmitBroken();
                return at;
            }

            _lineStart = b switch
            {
                (byte)'\n' => 0,
                (byte)' ' or (byte)'\t' when _lineStart >= 0 => _lineStart + 1,
                _ => -1,
            };
        }

        Take(bytes);
        return bytes.Length;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _piece.Add(bytes);
        _place = _place.After(bytes);
    }

    private void EmitBroken()
    {
        _ready.Enqueue(_piece.Broken());
        _state = State.Between;
    }

    /// <summary>Gives up the document at hand and finds where to go on: inside what was read of it, else further on.</summary>
    private void Break(string problem, TextPlace where, bool atEnd = false)
    {
        if (_piece.IsEnvelope)
        {
            _envelope = null;
        }

        _piece.Fail(problem, where);
        ReadOnlySpan<byte> read = _piece.Bytes;
        int next = _piece.TooLong || _piece.IsEnvelope ? -1 : _piece.NextStart();
        if (next < 0)
        {
            _state = State.Skipping;
            if (atEnd)
            {
                EmitBroken();
            }

            return;
        }

        byte[] again = read[next..].ToArray();
        _piece.Shorten(next);
        _place = _piece.End;
        EmitBroken();
        _lineStart = _piece.Indent;
        Feed(again);
    }
}
