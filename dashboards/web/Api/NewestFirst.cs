using System.Globalization;

namespace Observability.Web.Api;

/// <summary>Where a page of a list by time ended: time and id of its last row, as <c>?after=</c> gives them back.</summary>
internal sealed record PageMark(DateTimeOffset At, string Id)
{
    /// <summary>null when there is none, or when it is none of ours, which is then a problem.</summary>
    public static PageMark? Read(Asked asked)
    {
        if (asked.Text("after") is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('.', 2);
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks < DateTime.MaxValue.Ticks)
        {
            return new(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        }

        asked.Bad("after", "not what an earlier page gave");
        return null;
    }

    /// <summary>End of the range to read for the page that follows; exclusive.</summary>
    public static DateTimeOffset Before(PageMark? after, DateTimeOffset to) => after is not null && after.At.AddTicks(1) < to ? after.At.AddTicks(1) : to;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id}");
}

/// <summary>Takes one page of a list that comes newest first. One page looks at a bounded number of rows; the next goes on where it stopped.</summary>
internal static class NewestFirst
{
    private const int MostLookedAt = 5000;

    /// <param name="rows">From <paramref name="after"/>'s time on, it and its equals in time among them.</param>
    /// <returns>The wanted rows, and where the next page begins; null on the last.</returns>
    public static async Task<(IReadOnlyList<T> Found, string? After)> TakeAsync<T>(
        IAsyncEnumerable<T> rows, Func<T, PageMark> markOf, PageMark? after, int take, Func<T, bool> wanted)
    {
        List<T> found = [];
        PageMark? last = null;
        int looked = 0;
        bool passed = after is null;
        await foreach (T row in rows.ConfigureAwait(false))
        {
            PageMark mark = markOf(row);
            bool skip = !passed && mark.At == after!.At;
            passed |= !skip || mark.Id == after!.Id;
            if (skip)
            {
                continue;
            }

            if (found.Count == take || ++looked > MostLookedAt)
            {
                return (found, last?.ToString());
            }

            last = mark;
            if (wanted(row))
            {
                found.Add(row);
            }
        }

        return (found, null);
    }
}
