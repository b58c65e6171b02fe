using System.Diagnostics;

namespace Observability.Functions.OwnCost;

/// <summary>How long the whole machine stood still, as shared ones do for minutes: what was under way then did not take that long.</summary>
internal static class Standstill
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Unusual = TimeSpan.FromSeconds(2);

    private static long _ticks;

    static Standstill() => new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();

    public static TimeSpan SoFar => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    private static void Watch()
    {
        while (true)
        {
            long began = Stopwatch.GetTimestamp();
            Thread.Sleep(Beat);
            TimeSpan over = Stopwatch.GetElapsedTime(began) - Beat;
            if (over > Unusual)
            {
                Interlocked.Add(ref _ticks, over.Ticks);
            }
        }
    }
}
