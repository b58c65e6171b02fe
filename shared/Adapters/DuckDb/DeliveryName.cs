using System.Globalization;
using System.Text.RegularExpressions;
using Observability.Core.Primitives;

namespace Observability.Adapters.DuckDb;

/// <summary>Names a delivery.</summary>
/// <param name="Dated">Whether the path says when it was stated.</param>
internal sealed record DeliveryOf(string Delivery, DateTimeOffset AsOf, bool Dated);

/// <summary>Which delivery of a bill a file belongs to, and when it was stated.</summary>
/// <remarks>
/// Only what cannot be read in two ways counts as a time: <c>20261105T031200Z</c>, <c>2026-11-05T03:12:00Z</c> (colons may be missing or dashes),
/// a folder <c>202611050312</c>, or a date <c>2026-11-05</c> that stands alone and is no key=value. A period (<c>20261101-20261130</c>) is none.
/// Parts of one export are numbered files of one folder: they share the last two names of that folder.
/// </remarks>
internal static partial class DeliveryName
{
    /// <param name="name">Path of the file.</param>
    /// <param name="part">Content hash of the file.</param>
    /// <param name="lastEnd">End of its last charge period (at most 31 days long), for a path that tells no time.</param>
    public static DeliveryOf Of(string name, string part, DateTimeOffset lastEnd)
    {
        string[] steps = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool numbered = steps.Length > 1 && Numbered().IsMatch(steps[^1]);
        string delivery = numbered ? ContentHash.Of([.. steps[Math.Max(0, steps.Length - 3)..^1]]) : part;
        DateTimeOffset? said = TimeIn(steps);
        return new(delivery, said ?? lastEnd, said is not null);
    }

    private static DateTimeOffset? TimeIn(string[] steps)
    {
        for (int at = steps.Length - 1; at >= 0; at--)
        {
            if (Instant().Match(steps[at]) is { Success: true } found && Read(found) is DateTimeOffset time)
            {
                return time;
            }
        }

        MatchCollection days = Day().Matches(string.Join('/', steps));
        return days.Count == 1 && Read(days[0]) is DateTimeOffset day ? day : null;
    }

    private static DateTimeOffset? Read(Match match)
    {
        string digits = string.Concat(match.Value.Where(char.IsAsciiDigit)).PadRight(14, '0')[..14];
        return DateTimeOffset.TryParseExact(digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) &&
            time >= Times.Earliest && time < Times.TooLate ? time : null;
    }

    [GeneratedRegex(@"(?<!\d)\d{8}T\d{4}(?:\d{2})?Z|(?<!\d)\d{4}-\d{2}-\d{2}T\d{2}[:\-]?\d{2}(?:[:\-]?\d{2})?(?:\.\d{1,9})?Z|^\d{12}(?:\d{2})?$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"(?<![\d\-=]|\d_|to_?)\d{4}-\d{2}-\d{2}(?![\d\-]|_\d|_?to)")]
    private static partial Regex Day();

    [GeneratedRegex(@"^part[_\-]\d|[_\-]0\d{4}\.csv|^0\d{3,5}(?:_\d+)?\.csv", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
