namespace Observability.Core.Freshness;

/// <summary>Questions about past updates, all in UTC ticks; local days are those of a time zone, so that a change of clocks moves nothing.</summary>
internal sealed class UpdateHistory(long[] updates, TimeZoneInfo zone)
{
    private const int Latest = 200;

    private readonly bool _utc = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;

    public long Now => updates[^1];

    public int Gaps => updates.Length - 1;

    public ReadOnlySpan<long> Times => updates;

    /// <summary>Median gap of the latest 200.</summary>
    public long MedianGap()
    {
        int count = Math.Min(Gaps, Latest);
        Span<long> gaps = stackalloc long[count];
        for (int i = 0; i < count; i++)
        {
            gaps[i] = updates[^(i + 1)] - updates[^(i + 2)];
        }

        gaps.Sort();
        return gaps[count / 2];
    }

    /// <summary>The same local time so many days ago.</summary>
    public long Ago(int days)
    {
        if (_utc)
        {
            return Now - days * TimeSpan.TicksPerDay;
        }

        DateTime local = TimeZoneInfo.ConvertTime(new DateTimeOffset(Now, TimeSpan.Zero), zone).DateTime.AddDays(-days);
        return local.Ticks - zone.GetUtcOffset(local).Ticks;
    }

    /// <summary>Local time as ticks: for day of week and time of day.</summary>
    public long Local(long ticks) => _utc ? ticks : ticks + zone.GetUtcOffset(new DateTimeOffset(ticks, TimeSpan.Zero)).Ticks;

    /// <summary>Index of the update nearest to a time, or −1 when none is after it or all are.</summary>
    public int Nearest(long ticks)
    {
        int at = Array.BinarySearch(updates, ticks);
        if (at >= 0)
        {
            return at;
        }

        int after = ~at;
        if (after == 0 || after == updates.Length)
        {
            return -1;
        }

        return updates[after] - ticks < ticks - updates[after - 1] ? after : after - 1;
    }
}
