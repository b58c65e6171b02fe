namespace Observability.Core.Configuration;

/// <summary>What must hold of objectives.</summary>
internal static class SloRules
{
    /// <summary>Most objectives there may be.</summary>
    public const int Most = 50;

    public static IEnumerable<SettingsProblem> Check(Settings settings)
    {
        foreach (SettingsProblem problem in SettingsRules.Names(settings.Slos.Select(s => s.Name), "slos"))
        {
            yield return problem;
        }

        if (settings.Slos.Count > Most)
        {
            yield return new("slos", $"expected at most {Most}");
        }

        foreach ((int i, SloSettings slo) in settings.Slos.Index())
        {
            if (slo.Objective is < 50 or >= 100)
            {
                yield return new($"slos[{i}].objective", "expected a percentage from 50 up to but not including 100");
            }

            if (slo.Window < TimeSpan.FromDays(1) || slo.Window > TimeSpan.FromDays(90) || slo.Window.Ticks % TimeSpan.TicksPerDay != 0)
            {
                yield return new($"slos[{i}].window", "expected whole days, 1d to 90d");
            }
        }
    }
}
