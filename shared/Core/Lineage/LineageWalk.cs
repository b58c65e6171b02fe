using System.Collections.Concurrent;
using Observability.Core.Primitives;

namespace Observability.Core.Lineage;

/// <summary>Walks the lineage from a subject, breadth first, each subject once, within bounds.</summary>
public sealed class LineageWalk(LineageStore store)
{
    /// <summary>Furthest step: a pipeline of five layers is ten steps, jobs and datasets in turn.</summary>
    public const int MostSteps = 16;

    /// <summary>Most subjects that one walk names.</summary>
    public const int MostSubjects = 500;

    private const int AtOnce = 32;

    private readonly ConcurrentDictionary<Subject, Neighbours> _seen = [];

    /// <summary>Everything upstream of the subject with its distance in steps, nearest first, itself left out.</summary>
    public Task<IReadOnlyDictionary<Subject, int>> UpAsync(Subject subject, CancellationToken cancel) => WalkAsync(subject, n => n.Up, cancel);

    /// <summary>Everything downstream of the subject with its distance in steps, nearest first, itself left out.</summary>
    public Task<IReadOnlyDictionary<Subject, int>> DownAsync(Subject subject, CancellationToken cancel) => WalkAsync(subject, n => n.Down, cancel);

    private async Task<IReadOnlyDictionary<Subject, int>> WalkAsync(Subject from, Func<Neighbours, IReadOnlyList<Subject>> next, CancellationToken cancel)
    {
        Dictionary<Subject, int> reached = new() { [from] = 0 };
        Queue<Subject> open = new([from]);
        while (open.TryDequeue(out Subject subject) && reached.Count < MostSubjects && reached[subject] < MostSteps)
        {
            // Those that wait are as far or a step further, and will be asked for next: all at once.
            await Task.WhenAll(open.Prepend(subject).Where(s => !_seen.ContainsKey(s)).Take(AtOnce).ToArray().Select(s => OfAsync(s, cancel))).ConfigureAwait(false);
            foreach (Subject neighbour in next(await OfAsync(subject, cancel).ConfigureAwait(false)))
            {
                if (reached.TryAdd(neighbour, reached[subject] + 1))
                {
                    open.Enqueue(neighbour);
                }
            }
        }

        reached.Remove(from);
        return reached;
    }

    private async Task<Neighbours> OfAsync(Subject subject, CancellationToken cancel)
    {
        if (!_seen.TryGetValue(subject, out Neighbours? known))
        {
            known = await store.OfAsync(subject, cancel).ConfigureAwait(false);
            _seen[subject] = known;
        }

        return known;
    }
}
