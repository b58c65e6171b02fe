using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Core.Collectors;

/// <summary>What follows from how a try went: when to ask again, and whether that is news. Pure.</summary>
public static class CollectorHealth
{
    /// <summary>What passes by itself is borne for so many rounds.</summary>
    private const int BornRounds = 3;

    /// <summary>And at least so long.</summary>
    private static readonly TimeSpan BornLeast = TimeSpan.FromMinutes(30);

    /// <summary>Wait after the first failure; doubled with each.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>The state after a try that had everything there was.</summary>
    public static CollectorState After(CollectorState state, DateTimeOffset now, TimeSpan every) => state with
    {
        Succeeded = now,
        FailingSince = null,
        Failures = 0,
        Failure = null,
        Problem = null,
        Next = now + every,
        Holder = null,
        HeldUntil = null,
    };

    /// <summary>The state after a try that failed. Next try: what the source asks for, else 1, 2, 4 … min, never later than a round of an hour.</summary>
    public static CollectorState After(CollectorState state, DateTimeOffset now, TimeSpan every, SourceFailedException failed)
    {
        TimeSpan longest = every > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : every;
        TimeSpan wait = FirstWait * Math.Pow(2, Math.Min(state.Failures, 16));
        wait = failed.RetryAfter is { } asked && asked > wait ? asked : wait;
        return state with
        {
            FailingSince = state.FailingSince ?? now,
            Failures = state.Failures + 1,
            Failure = failed.Failure,
            Problem = SafeText.Cut(Redaction.Of(failed.Message), 1000),
            Next = now + (failed.RetryAfter > longest ? failed.RetryAfter.Value : wait < longest ? wait : longest),
            Holder = null,
            HeldUntil = null,
        };
    }

    /// <summary>Whether it failed for so long, or so, that people should know: what passes by itself is borne for three rounds and at least half an hour.</summary>
    public static bool IsSilent(CollectorState state, DateTimeOffset now, TimeSpan every)
    {
        TimeSpan born = every * BornRounds > BornLeast ? every * BornRounds : BornLeast;
        return state.FailingSince is { } since
            && (state.Failure is not (SourceFailure.Throttled or SourceFailure.Unavailable or SourceFailure.Incomplete) || now - (state.Succeeded ?? since) >= born);
    }

    /// <summary>The finding that the state is: silent, or heard again after it was.</summary>
    public static Finding FindingOf(CollectorState state, DateTimeOffset now)
    {
        Subject source = Subject.Source(state.Name);
        return state.FailingSince is { } since
            ? new(IncidentKind.CollectorSilent, source, state.SilentSince ?? since, true, Severity.Warning, $"{state.Name} gives nothing: {state.Problem}", Evidence(state, $"{Words(state.Failure)}: {state.Problem}"))
            : new(IncidentKind.CollectorSilent, source, now, false, Severity.Info, $"{state.Name} is collected again", Evidence(state, "everything since then was collected")) { FiringSince = state.SilentSince };
    }

    private static Evidence Evidence(CollectorState state, string why) => new()
    {
        Measure = "collection",
        LastGood = state.Succeeded,
        History = state.Failures == 0 ? null : $"{state.Failures} {(state.Failures == 1 ? "try" : "tries")} failed since {state.FailingSince!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        Why = why,
    };

    private static string Words(SourceFailure? failure) => failure switch
    {
        SourceFailure.Credentials => "the credential is refused",
        SourceFailure.Permission => "a role is missing",
        SourceFailure.Missing => "it is not there",
        SourceFailure.Throttled => "it is throttled",
        SourceFailure.Incomplete => "a part is not there",
        SourceFailure.BadAnswer => "its answer cannot be meant",
        _ => "it does not answer",
    };
}
