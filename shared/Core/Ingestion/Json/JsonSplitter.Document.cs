namespace Observability.Core.Ingestion.Json;

/// <content>The inside of a document: brackets, strings, and the marks of a broken one.</content>
internal sealed partial class JsonSplitter
{
    private int _depth;
    private ulong _objects; // bit d: the bracket at depth d is a brace
    private bool _inString;
    private bool _escaped;
    private byte _before; // last byte that is no white space

    private int InDocument(ReadOnlySpan<byte> bytes)
    {
        if (_piece.Length == 0)
        {
            (_depth, _objects, _inString, _escaped, _before) = (0, 0, false, false, 0);
        }

        int at = 0;
        while (at < bytes.Length)
        {
            if (_inString)
            {
                at += InString(bytes[at..]);
                if (_inString && at < bytes.Length)
                {
                    return Broken(bytes, at, "a text is cut by the end of the line");
                }

                continue;
            }

            byte b = bytes[at];
            switch (b)
            {
                case (byte)'\n':
                    _lineStart = 0;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    _lineStart += _lineStart < 0 ? 0 : 1;
                    break;
                case (byte)'"':
                    _inString = true;
                    _piece.MarkString(at, _depth);
                    Solid(b);
                    break;
                case (byte)'{' or (byte)'[':
                    if (b == (byte)'{' && _depth > 0 && _lineStart == _piece.Indent && !MayBegin())
                    {
                        return Broken(bytes, at, "an object begins where none can: the document before it has no end");
                    }

                    if (_depth == Limits.Depth)
                    {
                        return Broken(bytes, at, $"nested deeper than {Limits.Depth}");
                    }

                    if (b == (byte)'[' && _depth == 1 && IsTheList(bytes[..at]))
                    {
                        return Enter(bytes, at);
                    }

                    _objects = b == (byte)'{' ? _objects | (1UL << _depth) : _objects & ~(1UL << _depth);
                    _depth++;
                    Solid(b);
                    break;
                case (byte)'}' or (byte)']':
                    if (((_objects >> (_depth - 1)) & 1) != (b == (byte)'}' ? 1UL : 0UL))
                    {
                        return Broken(bytes, at, $"'{(char)b}' closes what it did not open");
                    }

                    Solid(b);
                    if (--_depth == 0)
                    {
                        Take(bytes[..(at + 1)]);
                        Finish();
                        return at + 1;
                    }

                    break;
                default:
                    Solid(b);
                    break;
            }

            at++;
        }

        Take(bytes);
        return bytes.Length;
    }

    private void Solid(byte b)
    {
        _before = b;
        _lineStart = -1;
    }

    /// <returns>How many bytes belong to the string; a line feed in it is left.</returns>
    private int InString(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (_escaped && bytes[at] != (byte)'\n')
            {
                _escaped = false;
                at++;
                continue;
            }

            int next = bytes[at..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (next < 0)
            {
                return bytes.Length;
            }

            at += next;
            if (bytes[at] == (byte)'\n')
            {
                return at;
            }

            _escaped = bytes[at] == (byte)'\\';
            at++;
            if (!_escaped)
            {
                _inString = false;
                return at;
            }
        }

        return at;
    }

    private bool MayBegin() =>
        _before is (byte)':' or (byte)'[' || (_before == (byte)',' && ((_objects >> (_depth - 1)) & 1) == 0);

    private bool IsTheList(ReadOnlySpan<byte> sofar) =>
        _inside is not null && _envelope is null && !_inArray && _before == (byte)':' && !_piece.TooLong && _piece.LastString(sofar).SequenceEqual(_inside);

    private int Enter(ReadOnlySpan<byte> bytes, int at)
    {
        Take(bytes[..at]);
        byte[] opening = _piece.Bytes.ToArray();
        _ready.Enqueue(new(JsonPieceKind.Opening, _piece.Start.Line, _piece.Start.Column, opening));
        _envelope = new(opening, _piece.Start, _piece.Indent);
        (_inArray, _arrayStart, _state) = (true, _place, State.Between);
        return at + Pass((byte)'[');
    }

    /// <summary>Back from the list into its envelope; the bracket that closes the list is still to be passed.</summary>
    private void Return(Envelope envelope)
    {
        _piece.Begin(envelope.Start, envelope.Indent, isEnvelope: true);
        _piece.Add(envelope.Opening);
        _piece.Add("[]"u8);
        _state = State.Document;
        (_depth, _objects, _inString, _escaped, _before) = (1, 1, false, false, (byte)']');
    }

    private int Broken(ReadOnlySpan<byte> bytes, int at, string problem)
    {
        Take(bytes[..at]);
        Break(problem, _place);
        return at;
    }

    private void Finish()
    {
        _ready.Enqueue(_piece.TooLong
            ? _piece.Broken()
            : new(_piece.IsEnvelope ? JsonPieceKind.Closing : JsonPieceKind.Document, _piece.Start.Line, _piece.Start.Column, _piece.Bytes.ToArray()));
        _envelope = _piece.IsEnvelope ? null : _envelope;
        _state = State.Between;
    }

    private sealed record Envelope(byte[] Opening, TextPlace Start, int Indent);
}
