using System.Text;

namespace Observability.Core.Series;

/// <summary>Lines of a text of which none is kept longer than a limit, so that a file without line breaks costs no more memory than any other.</summary>
internal sealed class BoundedLines(TextReader text)
{
    /// <summary>Characters of a line that are kept: a time, a value and a few more cells.</summary>
    public const int Most = 64 * 1024;

    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _long = new();
    private int _at;
    private int _end;
    private bool _afterReturn;

    /// <summary>The next line without its end, cut to <see cref="Most"/> characters; null at the end of the text.</summary>
    public string? Next()
    {
        _long.Clear();
        bool any = false;
        while (Fill())
        {
            if (_afterReturn && _buffer[_at] == '\n')
            {
                _at++;
                _afterReturn = false;
                continue;
            }

            _afterReturn = false;
            any = true;
            ReadOnlySpan<char> rest = _buffer.AsSpan(_at, _end - _at);
            int end = rest.IndexOfAny('\n', '\r');
            ReadOnlySpan<char> piece = end < 0 ? rest : rest[..end];
            _at += piece.Length + (end < 0 ? 0 : 1);
            if (end >= 0 && _long.Length == 0)
            {
                _afterReturn = rest[end] == '\r';
                return piece.Length <= Most ? piece.ToString() : piece[..Most].ToString();
            }

            _long.Append(piece[..Math.Min(piece.Length, Most - _long.Length)]);
            if (end >= 0)
            {
                _afterReturn = rest[end] == '\r';
                return _long.ToString();
            }
        }

        return any ? _long.ToString() : null;
    }

    private bool Fill()
    {
        if (_at < _end)
        {
            return true;
        }

        (_at, _end) = (0, text.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }
}
