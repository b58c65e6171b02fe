using Observability.Sample.Billing;
using Observability.Sample.Faults;

namespace Observability.Sample.Writing;

/// <summary>Bills as FOCUS 1.2 CSV: one delivery a day at about six, which holds the day before, and restated days as a whole.</summary>
internal static class FocusFiles
{
    public static void Write(string directory, SampleOptions options, FaultPlan plan, SortedDictionary<DateTimeOffset, List<Charge>> bill)
    {
        string folder = Directory.CreateDirectory(Path.Combine(directory, "focus")).FullName;
        foreach ((DateTimeOffset day, List<Charge> charges) in bill)
        {
            DateTimeOffset delivered = day.AddDays(1).AddHours(6).AddSeconds(Dice.For(options.Seed, "delivery", day.UtcTicks).Whole(-600, 1500));
            if (delivered >= options.End)
            {
                continue;
            }

            using StreamWriter file = new(Path.Combine(folder, $"focus_{delivered.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.csv")) { NewLine = "\n" };
            file.WriteLine(FocusRow.Header);
            foreach (Charge charge in charges)
            {
                Restatement? tooLow = plan.Restatements.FirstOrDefault(r => r.Day == day && r.SubscriptionKey == charge.Subscription.Key);
                file.WriteLine(FocusRow.Of(tooLow is null ? charge : charge with { Cost = Math.Round(charge.Cost * (decimal)tooLow.FirstRatio, 6) }));
            }

            foreach (Restatement again in plan.Restatements.Where(r => r.DeliveredOn == day.AddDays(1)))
            {
                foreach (Charge charge in bill[again.Day].Where(c => c.Subscription.Key == again.SubscriptionKey))
                {
                    file.WriteLine(FocusRow.Of(charge));
                }
            }
        }
    }
}
