using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>Which rows of a file were passed over since a judged row before them has their time or a later one: how many of each kind, and where the first stands.</summary>
public sealed class RowOrder(string source)
{
    private readonly Kind _earlier = new();
    private readonly Kind _other = new();
    private readonly Kind _repeated = new();
    private readonly Kind _refused = new();
    private SeriesRow _judged;
    private DateTimeOffset? _before;
    private long _forward;
    private long _back;

    /// <summary>Rows that were passed over.</summary>
    public long Passed => _earlier.Count + _other.Count + _repeated.Count + _refused.Count;

    /// <summary>The last row that was judged; its line is 0 before the first.</summary>
    public SeriesRow LastJudged => _judged;

    /// <param name="row">A row with a point, in the order of the file.</param>
    /// <param name="judged">Whether the detector judged it.</param>
    public void Add(in SeriesRow row, bool judged)
    {
        Point point = row.Point!.Value;
        _forward += point.Time > _before ? 1 : 0;
        _back += point.Time < _before ? 1 : 0;
        _before = point.Time;
        if (judged)
        {
            _judged = row;
            return;
        }

        Kind kind = _judged.Point is not { } last || point.Time > last.Time ? _refused
            : point.Time < last.Time ? _earlier
            : point.Value.Equals(last.Value) ? _repeated
            : _other;
        kind.Count++;
        kind.First = kind.Count == 1 ? (row, _judged) : kind.First;
    }

    /// <summary>One problem a kind, at the first row of it.</summary>
    public IEnumerable<BadInput> Problems()
    {
        bool newestFirst = _forward == 0 && _back > 1;
        return new[]
        {
            Of(_earlier, line => newestFirst ? "the rows stand newest first, and a series is judged oldest first: sort them by time" : $"is earlier than {line}, so not judged: sort the rows by time, or mend that one"),
            Of(_other, line => $"has the time of {line} and another value, so not judged"),
            Of(_repeated, line => $"repeats {line}, so not judged again"),
            Of(_refused, _ => "was not judged"),
        }.OfType<BadInput>();
    }

    private BadInput? Of(Kind kind, Func<string, string> problem)
    {
        if (kind.Count == 0)
        {
            return null;
        }

        (SeriesRow row, SeriesRow judged) = kind.First;
        string line = string.Create(CultureInfo.InvariantCulture, $"line {judged.Line} ({judged.Point?.Time:yyyy-MM-ddTHH:mm:ssZ})");
        string others = kind.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {kind.Count:N0} such rows");
        return new(source, row.Line, row.Column, "timestamp", problem(line) + others);
    }

    private sealed class Kind
    {
        public long Count { get; set; }

        public (SeriesRow Row, SeriesRow Judged) First { get; set; }
    }
}
