using System.Text.RegularExpressions;
using Observability.Core.Primitives;

namespace Observability.Core.Configuration;

/// <summary>Something that a file says and that cannot be meant.</summary>
/// <param name="Path">For example <c>routes[0].receivers[1]</c>; whoever read the file knows the place.</param>
public sealed record SettingsProblem(string Path, string Problem);

/// <summary>What must hold between settings, beyond the shape of each.</summary>
public static partial class SettingsRules
{
    public static IReadOnlyList<SettingsProblem> Check(Settings settings) =>
    [
        .. Receivers(settings), .. Routes(settings), .. Silences(settings), .. Reports(settings), .. Recommendations(settings.Recommendations, settings), .. Retention(settings.Retention), .. Detection(settings.Detection),
        .. SloRules.Check(settings), .. Dashboard(settings.Dashboard), .. LogsRules.Check(settings.Logs), .. Sources(settings), .. CalendarRules.Check(settings),
    ];

    private static IEnumerable<SettingsProblem> Receivers(Settings settings) =>
        Names(settings.Receivers.Select(r => r.Name), "receivers")
            .Concat(settings.Receivers.SelectMany((receiver, i) => ReceiverRules.Check(receiver, $"receivers[{i}]")));

    private static IEnumerable<SettingsProblem> Sources(Settings settings) =>
        Names(settings.Sources.Select(s => s.Name), "sources")
            .Concat(settings.Sources.SelectMany((source, i) => SourceRules.Check(source, $"sources[{i}]")));

    private static IEnumerable<SettingsProblem> Detection(DetectionSettings detection)
    {
        if (detection.Sensitivity is not (>= 0 and <= 1))
        {
            yield return new("detection.sensitivity", "expected a number from 0 to 1");
        }

        if (detection.Model is { } model && (string.IsNullOrWhiteSpace(model) || model.Any(char.IsControl)))
        {
            yield return new("detection.model", "expected the path of a folder that obs train wrote");
        }
    }

    private static IEnumerable<SettingsProblem> Retention(RetentionSettings keep) =>
        from span in new (string Key, TimeSpan For, int Least)[] { ("raw", keep.Raw, 1), ("runs", keep.Runs, 35), ("incidents", keep.Incidents, 35), ("ledger", keep.Ledger, 35) }
        where span.For < TimeSpan.FromDays(span.Least)
        select new SettingsProblem($"retention.{span.Key}", $"expected {span.Least}d or more");

    private static IEnumerable<SettingsProblem> Routes(Settings settings)
    {
        int? all = null;
        for (int i = 0; i < settings.Routes.Count; i++)
        {
            RouteSettings route = settings.Routes[i];
            if (all is { } earlier)
            {
                yield return new($"routes[{i}]", $"is never reached: routes[{earlier}] matches everything and has no \"continue: true\"");
            }

            if (route.Match.IsEmpty && !route.Continue)
            {
                all ??= i;
            }

            if (route.RepeatEvery < TimeSpan.FromMinutes(1) || route.RepeatEvery > TimeSpan.FromDays(30))
            {
                yield return new($"routes[{i}].repeat_every", "expected 1m to 30d");
            }

            foreach (SettingsProblem problem in Known(route.Receivers, $"routes[{i}].receivers", settings).Concat(Kinds(route.Match, $"routes[{i}].match")))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<SettingsProblem> Silences(Settings settings) => settings.Silences.SelectMany((silence, i) => Check(silence, $"silences[{i}]."));

    /// <summary>What is wrong with one silence, wherever it was asked for.</summary>
    /// <param name="within">Stands before the names of its fields.</param>
    public static IEnumerable<SettingsProblem> Check(SilenceSettings silence, string within = "")
    {
        if (silence.To <= silence.From)
        {
            yield return new($"{within}to", "expected a time after \"from\"");
        }

        if (silence.Match.IsEmpty)
        {
            yield return new($"{within}match", "would silence everything; if that is meant, write subject: \"*\"");
        }

        foreach (SettingsProblem problem in Kinds(silence.Match, $"{within}match"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SettingsProblem> Dashboard(DashboardSettings dashboard)
    {
        if (dashboard is { Url: not null, At: null })
        {
            yield return new("dashboard.url", "expected an address such as https://obs.example.com; http on this machine only");
        }
    }

    private static IEnumerable<SettingsProblem> Reports(Settings settings)
    {
        foreach (SettingsProblem problem in Names(settings.Reports.Select(r => r.Name), "reports"))
        {
            yield return problem;
        }

        string[] audiences = [ReportSettings.Estate, .. settings.Owners.Select(o => o.Owner).Distinct()];
        for (int i = 0; i < settings.Reports.Count; i++)
        {
            ReportSettings report = settings.Reports[i];
            if (report.Hour is < 0 or > 23)
            {
                yield return new($"reports[{i}].hour", "expected 0 to 23");
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(report.Zone, out _))
            {
                yield return new($"reports[{i}].zone", $"\"{report.Zone}\" is no time zone; expected a name such as Europe/Prague");
            }

            if (report.Currency is { } currency && !Currency().IsMatch(currency))
            {
                yield return new($"reports[{i}].currency", "expected three capital letters such as USD");
            }

            if (!audiences.Contains(report.Audience))
            {
                yield return new($"reports[{i}].audience", $"expected \"estate\" or an owner named under owners{Nearest.DidYouMean(report.Audience, audiences)}");
            }

            foreach (SettingsProblem problem in Known(report.Receivers, $"reports[{i}].receivers", settings))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<SettingsProblem> Recommendations(RecommendationSettings recommendations, Settings settings)
    {
        if (recommendations.NotifyOver is { } over)
        {
            if (over.Amount < 0)
            {
                yield return new("recommendations.notify_over.amount", "expected 0 or more");
            }

            if (!Currency().IsMatch(over.Currency))
            {
                yield return new("recommendations.notify_over.currency", "expected three capital letters such as USD");
            }

            if (recommendations.Receivers.Count == 0)
            {
                yield return new("recommendations.notify_over", "nobody is told: \"recommendations.receivers\" is empty");
            }
        }

        if (recommendations.Receivers.Count > 0)
        {
            foreach (SettingsProblem problem in Known(recommendations.Receivers, "recommendations.receivers", settings))
            {
                yield return problem;
            }
        }
    }

    internal static IEnumerable<SettingsProblem> Names(IEnumerable<string> names, string path)
    {
        HashSet<string> seen = [];
        foreach ((int i, string name) in names.Index())
        {
            if (!Name().IsMatch(name))
            {
                yield return new($"{path}[{i}].name", "expected lower-case letters, digits, - and _, at most 40");
            }
            else if (!seen.Add(name))
            {
                yield return new($"{path}[{i}].name", $"\"{name}\" is there twice");
            }
        }
    }

    private static IEnumerable<SettingsProblem> Known(IReadOnlyList<string> receivers, string path, Settings settings)
    {
        if (receivers.Count == 0)
        {
            yield return new(path, "expected at least one receiver");
        }

        string[] names = [.. settings.Receivers.Select(r => r.Name)];
        foreach ((int i, string receiver) in receivers.Index())
        {
            if (!names.Contains(receiver))
            {
                yield return new($"{path}[{i}]", $"\"{receiver}\" is no receiver of this file{Nearest.DidYouMean(receiver, names)}");
            }
        }
    }

    private static IEnumerable<SettingsProblem> Kinds(Matcher match, string path)
    {
        foreach ((int i, string kind) in match.Kind.Index())
        {
            if (!KnownKinds.Any(known => Glob.Matches(kind, known)))
            {
                yield return new($"{path}.kind[{i}]", $"\"{kind}\" is no kind of incident{Nearest.DidYouMean(kind, KnownKinds)}");
            }
        }
    }

    private static readonly string[] KnownKinds =
        [.. typeof(IncidentKind).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,39}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();
}
