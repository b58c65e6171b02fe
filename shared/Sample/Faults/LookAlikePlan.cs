using Observability.Sample.Calendars;
using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

internal static class LookAlikePlan
{
    public static Backfill? Backfill(SampleOptions options)
    {
        if (!FaultWindow.IsOpen(options))
        {
            return null;
        }

        Dice dice = Dice.For(options.Seed, "backfill");
        string group = dice.Pick([.. Jobs.All.Select(j => j.Group).Where(g => g.Length > 0).Distinct()]);
        int days = (int)(FaultWindow.To(options) - FaultWindow.From(options)).TotalDays;
        DateTimeOffset day = FaultWindow.From(options).AddDays(dice.Whole(0, days - 1));
        return new(group, day.AddHours(13).AddMinutes(dice.Whole(0, 100)), dice.Whole(18, 30));
    }

    public static IReadOnlyList<Restatement> Restatements(SampleOptions options)
    {
        List<Restatement> found = [];
        Dice dice = Dice.For(options.Seed, "restated");
        int days = options.Days - 9 - (options.Days >= 35 ? 28 : options.Days / 2);
        foreach (string key in days < 4 ? [] : new[] { "data", "analytics" })
        {
            DateTimeOffset day = FaultWindow.From(options).AddDays(dice.Whole(0, days));
            found.Add(new(key, day, day.AddDays(dice.Whole(3, 5)), dice.Between(0.84, 0.92)));
        }

        return found;
    }

    /// <summary>Holidays and changes of the clock.</summary>
    public static IEnumerable<LookAlike> FromCalendar(SampleOptions options)
    {
        foreach (DateTimeOffset day in Holidays.Between(options.From, options.End))
        {
            yield return new("holiday", "source:calendar", day, day.AddDays(2));
        }

        foreach (Zone zone in new[] { Zone.Berlin, Zone.NewYork })
        {
            foreach (DateTimeOffset change in zone.Changes(options.From, options.End))
            {
                yield return new("dst-change", $"source:{zone}", change, change.AddDays(2));
            }
        }
    }

    public static IEnumerable<LookAlike> Growth(SampleOptions options) =>
        Jobs.All.Where(j => j.Growth > 0).Select(j => new LookAlike("planned-growth", j.Subject, options.From, options.End));
}
