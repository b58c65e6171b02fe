namespace Observability.Core.Configuration;

/// <summary>What must hold of calendars.</summary>
internal static class CalendarRules
{
    private static readonly TimeSpan LongestPlan = TimeSpan.FromDays(92);

    public static IEnumerable<SettingsProblem> Check(Settings settings)
    {
        foreach (SettingsProblem problem in SettingsRules.Names(settings.Calendars.Select(c => c.Name), "calendars").Concat(settings.Calendars.SelectMany((c, i) => Check(c, $"calendars[{i}]"))))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SettingsProblem> Check(CalendarSettings calendar, string path)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(calendar.Zone, out _))
        {
            yield return new($"{path}.zone", $"\"{calendar.Zone}\" is no time zone; expected a name such as Europe/Prague");
        }

        if (calendar.Holidays.Count == 0 && calendar.Planned.Count == 0)
        {
            yield return new(path, "says nothing: expected \"holidays\" or \"planned\"");
        }

        HashSet<DateOnly> seen = [];
        foreach ((int i, DateOnly day) in calendar.Holidays.Index())
        {
            if (!seen.Add(day))
            {
                yield return new($"{path}.holidays[{i}]", $"\"{day:yyyy-MM-dd}\" is there twice");
            }
        }

        foreach ((int i, PlannedSettings plan) in calendar.Planned.Index())
        {
            if (plan.To <= plan.From)
            {
                yield return new($"{path}.planned[{i}].to", "expected a time after \"from\"");
            }
            else if (plan.To - plan.From > LongestPlan)
            {
                yield return new($"{path}.planned[{i}].to", $"expected at most {LongestPlan.Days} days after \"from\": what lasts longer is how it is");
            }
        }
    }
}
