using System.Collections.Concurrent;
using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>Who looks after a subject, as it was within the last hours: a log does not ask anew for every run of a job.</summary>
/// <param name="ask">null result: nobody is known.</param>
public sealed class OwnersForAWhile(Func<Subject, CancellationToken, Task<string?>> ask, TimeProvider time)
{
    private const int Most = 100_000;
    private static readonly TimeSpan While = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<Subject, (DateTimeOffset At, string? Owner)> _known = new();

    public async Task<string?> OfAsync(Subject subject, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known.TryGetValue(subject, out (DateTimeOffset At, string? Owner) known) && now >= known.At && now - known.At < While)
        {
            return known.Owner;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        string? owner = await ask(subject, cancel).ConfigureAwait(false);
        _known[subject] = (now, owner);
        return owner;
    }
}
