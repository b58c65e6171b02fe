using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>Makes a run of one event, and one run of two. Commutative, associative and idempotent, so that order and repetition do not matter.</summary>
/// <remarks>Shapiro, Preguiça, Baquero, Zawirski, <i>Conflict-free replicated data types</i>, 2011: a state that grows in a join-semilattice.</remarks>
public static class RunJoin
{
    private static readonly Comparer<Subject> ByText = Comparer<Subject>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text));

    /// <summary>What one event says of its run.</summary>
    public static Run Of(RunFact fact)
    {
        bool terminal = fact.Event is RunEvent.Completed or RunEvent.Failed or RunEvent.Aborted;
        return new()
        {
            Job = fact.Job,
            RunId = fact.RunId,
            FirstEvent = fact.At,
            LastEvent = fact.At,
            StartSaid = fact.Started ?? (fact.Event == RunEvent.Started ? fact.At : null),
            Ended = terminal ? fact.Ended ?? fact.At : null,
            Terminal = terminal ? new(fact.At, fact.Id, fact.Event) : null,
            Progress = terminal ? RunEvent.Other : fact.Event,
            Scheduled = Latest.OfValue(fact.At, fact.Id, fact.Scheduled),
            Cause = fact.Cause == RunCause.Unknown ? null : new(fact.At, fact.Id, fact.Cause),
            Attempt = fact.Attempt,
            Parent = Latest.Of(fact.At, fact.Id, fact.Parent),
            Error = Latest.Of(fact.At, fact.Id, fact.Error),
            Link = Latest.Of(fact.At, fact.Id, fact.Link),
            Rows = fact.Rows,
            Bytes = fact.Bytes,
            Inputs = Set(fact.Inputs),
            Outputs = JoinWrites(new(fact.Outputs), new([])),
            Events = new([fact.Id]),
        };
    }

    /// <summary>What the end of a run says of the run that started it; null when there is nothing to say.</summary>
    public static Run? OfParent(RunFact fact)
    {
        if (fact.Parent is null || fact.Parent.Job == fact.Job || fact.Event is not (RunEvent.Completed or RunEvent.Failed or RunEvent.Aborted))
        {
            return null;
        }

        return new()
        {
            Job = fact.Parent.Job,
            RunId = fact.Parent.RunId,
            FirstEvent = fact.Started ?? fact.At,
            LastEvent = fact.At,
            Children = new Dictionary<Subject, Latest<bool>> { [fact.Job] = new(fact.At, fact.Id, fact.Event == RunEvent.Completed) },
        };
    }

    /// <summary>Least upper bound of what two partial views of one run say.</summary>
    public static Run Join(Run a, Run b) => new()
    {
        Job = a.Job,
        RunId = a.RunId,
        FirstEvent = a.FirstEvent < b.FirstEvent ? a.FirstEvent : b.FirstEvent,
        LastEvent = a.LastEvent > b.LastEvent ? a.LastEvent : b.LastEvent,
        StartSaid = Least(a.StartSaid, b.StartSaid),
        Ended = Greatest(a.Ended, b.Ended),
        Terminal = Latest.Join(a.Terminal, b.Terminal),
        Progress = a.Progress > b.Progress ? a.Progress : b.Progress,
        Scheduled = Latest.Join(a.Scheduled, b.Scheduled),
        Cause = Latest.Join(a.Cause, b.Cause),
        Attempt = Greatest(a.Attempt, b.Attempt),
        Parent = Latest.Join(a.Parent, b.Parent),
        Error = Latest.Join(a.Error, b.Error),
        Link = Latest.Join(a.Link, b.Link),
        Rows = Greatest(a.Rows, b.Rows),
        Bytes = Greatest(a.Bytes, b.Bytes),
        Inputs = a.Inputs.Join(b.Inputs, Run.SetLimit, ByText),
        Outputs = JoinWrites(a.Outputs, b.Outputs),
        Children = JoinChildren(a.Children, b.Children),
        Events = a.Events.Join(b.Events, Run.SetLimit, Comparer<ulong>.Default),
    };

    private static Bounded<Subject> Set(IReadOnlyList<Subject> subjects) =>
        new Bounded<Subject>([]).Join(new([.. subjects.Distinct().Order(ByText)]), Run.SetLimit, ByText) is var all && all.Items.Count > Run.SetLimit
            ? new([.. all.Items.Take(Run.SetLimit)], More: true)
            : all;

    private static Bounded<DatasetWrite> JoinWrites(Bounded<DatasetWrite> a, Bounded<DatasetWrite> b)
    {
        DatasetWrite[] all =
        [
            .. a.Items.Concat(b.Items)
                .GroupBy(w => w.Dataset)
                .Select(g => new DatasetWrite(g.Key, g.Max(w => w.Rows), g.Max(w => w.Bytes)))
                .OrderBy(w => w.Dataset.Text, StringComparer.Ordinal),
        ];
        return new([.. all.Take(Run.SetLimit)], a.More || b.More || all.Length > Run.SetLimit);
    }

    private static IReadOnlyDictionary<Subject, Latest<bool>> JoinChildren(
        IReadOnlyDictionary<Subject, Latest<bool>> a, IReadOnlyDictionary<Subject, Latest<bool>> b)
    {
        if (b.Count == 0)
        {
            return a;
        }

        return a.Concat(b)
            .GroupBy(c => c.Key)
            .OrderBy(g => g.Key.Text, StringComparer.Ordinal)
            .Take(Run.SetLimit)
            .ToDictionary(g => g.Key, g => g.Select(c => c.Value).Aggregate((x, y) => Latest.Join(x, y)!));
    }

    private static T? Least<T>(T? a, T? b)
        where T : struct, IComparable<T> => a is null ? b : b is null ? a : a.Value.CompareTo(b.Value) <= 0 ? a : b;

    private static T? Greatest<T>(T? a, T? b)
        where T : struct, IComparable<T> => a is null ? b : b is null ? a : a.Value.CompareTo(b.Value) >= 0 ? a : b;
}
