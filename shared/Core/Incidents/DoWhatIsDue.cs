using System.Diagnostics;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Does all work that is due, earliest first, until none is left.</summary>
/// <remarks>A due row goes away after its work is done, and only if nobody put it again meanwhile: a crash leaves it, and the work is done again.</remarks>
public sealed class DoWhatIsDue(DueRows due, IReadOnlyList<IDueWork> kinds, TimeProvider time)
{
    private const int AtOnce = 250;

    /// <returns>How many due rows were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        Dictionary<string, IDueWork> work = kinds.ToDictionary(k => k.Kind);
        int done = 0;
        while (await due.AtAsync(time.GetUtcNow(), AtOnce, cancel).ConfigureAwait(false) is { Count: > 0 } rows)
        {
            HashSet<(string, string)> seen = [];
            foreach (Due row in rows)
            {
                // Several rows for one subject are one piece of work; the reminder for it is taken away each.
                if (seen.Add((row.Kind, row.Id)) && work.TryGetValue(row.Kind, out IDueWork? one))
                {
                    using Activity? span = Instruments.Begin($"due {row.Kind}");
                    await one.RunAsync(row.Id, cancel).ConfigureAwait(false);
                    Instruments.Due(row.Kind);
                }

                await due.DoneAsync(row, cancel).ConfigureAwait(false);
                done++;
            }
        }

        return done;
    }
}
