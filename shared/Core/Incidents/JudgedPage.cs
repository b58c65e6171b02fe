using System.Collections.Concurrent;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>What judging several subjects leaves to be written beside their series, together: outlooks, and reminders of their deadlines.</summary>
/// <remarks>
/// The reminders that made the subjects be judged go away last: after a crash before, all are judged again. Whoever judges a subject says when it is to be looked at next, whether or not
/// that was said before; so a crash between a series and its reminder leaves no deadline without one.
/// </remarks>
public sealed class JudgedPage
{
    private readonly ConcurrentDictionary<Subject, Outlook> _outlooks = new();
    private readonly ConcurrentBag<(DateTimeOffset At, string Kind, string Id)> _armed = [];
    private readonly ConcurrentBag<(DateTimeOffset At, string Kind, string Id)> _gone = [];

    /// <summary>Once the series of the subject are saved.</summary>
    /// <param name="outlook">null: as it was.</param>
    /// <param name="armed">When it is to be looked at by time alone.</param>
    /// <param name="gone">When it was to be, and need not any more.</param>
    internal void Add(Subject subject, Outlook? outlook, IEnumerable<DateTimeOffset> armed, IEnumerable<DateTimeOffset> gone)
    {
        if (outlook is not null)
        {
            _outlooks[subject] = outlook;
        }

        foreach (DateTimeOffset at in armed)
        {
            _armed.Add((at, DueKind.Judge, subject.Text));
        }

        foreach (DateTimeOffset at in gone)
        {
            _gone.Add((at, DueKind.Judge, subject.Text));
        }
    }

    /// <param name="done">The reminders that the subjects were judged for.</param>
    internal async Task WriteAsync(OutlookStore outlooks, DueRows due, IEnumerable<Due> done, CancellationToken cancel)
    {
        await outlooks.PutAsync(_outlooks.Values, cancel).ConfigureAwait(false);
        await due.DoneAsync(done, _armed, _gone, cancel).ConfigureAwait(false);
    }
}
