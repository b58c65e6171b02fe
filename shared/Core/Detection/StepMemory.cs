using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>The series' usual distance between points.</summary>
/// <remarks>
/// Majority vote with forgetting: a gap within 10 % of the candidate votes for it, another votes against, at zero votes the gap becomes the candidate. At
/// most 64 votes are kept, so a changed step wins after at most 64 points. Source: Boyer, Moore, <i>MJRTY</i>, 1981.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct StepMemory
{
    private const int MostVotes = 64;

    /// <summary>Points judged.</summary>
    public long Count;

    /// <summary>UTC ticks of the first and of the last judged point.</summary>
    public long FirstTicks;
    public long LastTicks;

    /// <summary>Seconds; 0 before the second point.</summary>
    public double Seconds;
    public long Votes;

    public void Learn(double gapSeconds)
    {
        if (Votes > 0 && Math.Abs(gapSeconds - Seconds) <= 0.1 * Seconds)
        {
            Seconds += (gapSeconds - Seconds) / (Votes + 1);
            Votes = Math.Min(Votes + 1, MostVotes);
        }
        else if (--Votes <= 0)
        {
            Seconds = gapSeconds;
            Votes = 1;
        }
    }
}
