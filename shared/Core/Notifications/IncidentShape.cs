using System.Text.Json.Nodes;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Notifications;

/// <summary>An incident as programs read it: names as they are, times in RFC 3339, no link that is not https.</summary>
public static class IncidentShape
{
    /// <param name="detail">Whether the error text of the source is in it.</param>
    /// <param name="most">Most members and most impacted subjects; what is left out is counted in <c>more_members</c>, <c>more_impacted</c>.</param>
    public static JsonObject Of(Incident incident, bool detail, int most = int.MaxValue)
    {
        JsonObject shape = new()
        {
            ["type"] = "incident",
            ["id"] = incident.Id,
            ["kind"] = incident.Kind,
            ["severity"] = SettingsJson.Word(incident.Severity),
            ["state"] = SettingsJson.Word(incident.State),
            ["subject"] = incident.Root.Text,
            ["title"] = Redaction.Of(incident.Title),
            ["opened"] = incident.Opened.UtcDateTime,
            ["closed"] = incident.Closed?.UtcDateTime,
            ["root"] = incident.Root.Text,
            ["members"] = new JsonArray([.. incident.Members.Take(most).Select(m => (JsonNode)m.Subject.Text)]),
            ["impacted"] = new JsonArray([.. incident.Impacted.Take(most).Select(s => (JsonNode)s.Text)]),
            ["owner"] = incident.Owner,
            ["evidence"] = EvidenceOf(incident.Evidence, detail),
            ["advice"] = new JsonArray([.. incident.Advice.Take(most).Select(a => (JsonNode)AdviceOf(a))]),
            ["notifications"] = incident.Notifications,
            ["revision"] = incident.Revision,
        };
        Count(shape, "more_members", incident.Members.Count - most);
        Count(shape, "more_impacted", incident.Impacted.Count - most);
        return shape;
    }

    public static JsonObject AdviceOf(Advice advice) => new()
    {
        ["rule"] = advice.Rule,
        ["title"] = advice.Title,
        ["saving"] = new JsonObject
        {
            ["amount"] = advice.Amount,
            ["low"] = advice.Low,
            ["high"] = advice.High,
            ["currency"] = advice.Currency,
            ["per"] = "month",
        },
        ["fix"] = advice.Fix,
    };

    private static JsonObject EvidenceOf(Evidence evidence, bool detail)
    {
        JsonObject shape = new() { ["why"] = Redaction.Of(evidence.Why) };
        Set(shape, "measure", evidence.Measure);
        Set(shape, "unit", evidence.Unit);
        Set(shape, "actual", evidence.Actual);
        Set(shape, "expected", evidence.Expected);
        Set(shape, "lower", evidence.Lower);
        Set(shape, "upper", evidence.Upper);
        Set(shape, "score", evidence.Score);
        Set(shape, "expected_by", evidence.ExpectedBy?.UtcDateTime);
        Set(shape, "last_good", evidence.LastGood?.UtcDateTime);
        Set(shape, "history", evidence.History);
        Set(shape, "error", detail && evidence.Error is { } error ? Redaction.Of(error) : null);
        Set(shape, "run_id", evidence.RunId);
        Set(shape, "link", MessageOf.SafeLink(evidence.Link)?.AbsoluteUri);
        Set(shape, "series", evidence.Series);
        return shape;
    }

    private static void Set(JsonObject shape, string name, string? value)
    {
        if (value is not null)
        {
            shape[name] = value;
        }
    }

    private static void Set(JsonObject shape, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            shape[name] = number;
        }
    }

    private static void Set(JsonObject shape, string name, DateTime? value)
    {
        if (value is { } time)
        {
            shape[name] = time;
        }
    }

    private static void Count(JsonObject shape, string name, int more)
    {
        if (more > 0)
        {
            shape[name] = more;
        }
    }
}
