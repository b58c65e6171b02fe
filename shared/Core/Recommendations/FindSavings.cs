using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Core.Recommendations;

/// <summary>What one look of the rules found.</summary>
public sealed record SavingsFound(IReadOnlyList<Recommendation> Found, IReadOnlyList<NotFired> Not);

/// <summary>Lets every rule look at the last 30 days, once a day after the bill of the day before has come, and keeps what they say.</summary>
public sealed class FindSavings(LoadEstate load, RecommendationStore store, DueRows due, Func<Settings> settings, TimeProvider time) : IDueWork
{
    /// <summary>UTC.</summary>
    public static readonly TimeSpan At = TimeSpan.FromHours(6);

    private const string Id = "estate";

    public string Kind => DueKind.Recommend;

    /// <summary>Reminds of the next look; again and again is the same reminder.</summary>
    public Task ArmAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + At;
        return due.PutAsync(today > now ? today : today.AddDays(1), Kind, Id, cancel);
    }

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        await ArmAsync(cancel).ConfigureAwait(false);
        await LookAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Looks now. Twice on one day gives what once gives.</summary>
    public async Task<SavingsFound> LookAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateOnly day = DateOnly.FromDateTime(now.UtcDateTime);
        Estate estate = await load.RunAsync(now, cancel).ConfigureAwait(false);
        RuleAnswer[] answers = [.. RuleBook.All.AsParallel().AsOrdered().Select(r => r.Find(estate))];
        Recommendation[] found = [.. answers.SelectMany(a => a.Found)];
        NotFired[] not = [.. answers.SelectMany(a => a.Not)];
        if (found.Any(f => NewSavings.IsWorthTelling(f, settings().Recommendations)))
        {
            await due.PutAsync(NewSavings.TellAt(day), DueKind.TellSavings, NewSavings.WeekOf(day), cancel).ConfigureAwait(false);
        }

        foreach (Recommendation recommendation in found)
        {
            await store.SeenAsync(recommendation, day, cancel).ConfigureAwait(false);
        }

        // Done only when the rule looked and found nothing: no data says nothing.
        HashSet<string> still = [.. found.Select(Tracked.IdOf)];
        HashSet<(string, string)> unknown = [.. not.Where(n => n.Reason == NotFiredReason.NoData).Select(n => (n.Rule, n.Resource))];
        foreach (Tracked open in await store.OpenAsync(cancel).ConfigureAwait(false))
        {
            Recommendation r = open.Recommendation;
            if (!still.Contains(open.Id) && !unknown.Contains((r.Rule, r.Resource)) && !unknown.Contains((r.Rule, "estate")))
            {
                await store.SetAsync(open.Id, RecommendationStatus.Done, day, cancel).ConfigureAwait(false);
            }
        }

        await store.LookedAsync(new(now, estate.From, estate.To, found.Length, not), cancel).ConfigureAwait(false);
        return new(found, not);
    }
}
