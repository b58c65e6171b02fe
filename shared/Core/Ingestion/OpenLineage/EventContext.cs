using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>An event being read: its required fields, and how to say what is wrong with one.</summary>
internal readonly record struct EventContext(JsonElement Root, JsonPiece Piece, string Source)
{
    public BadInput Bad(string field, string problem) => Piece.At(Source, field, problem);

    public BadInput? Required(string field, JsonElement value, out string text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Bad(field, "missing")
            : value.ValueKind != JsonValueKind.String ? Bad(field, "expected a text, found " + SafeText.Cut(value.GetRawText()))
            : string.IsNullOrWhiteSpace(text) ? Bad(field, "empty")
            : text.Length > Limits.NameLength ? Bad(field, $"longer than {Limits.NameLength} characters")
            : null;
    }

    /// <summary>A name is required; the namespace may be missing in the wild and is then empty.</summary>
    public BadInput? Named(string field, JsonElement from, out string scope, out string name)
    {
        scope = from.Text("namespace") ?? "";
        return Required(field + ".name", from.Any("name"), out name)
            ?? (scope.Length > Limits.NameLength ? Bad(field + ".namespace", $"longer than {Limits.NameLength} characters") : null);
    }

    public BadInput? Job(out Subject job)
    {
        BadInput? problem = Named("job", Root.Object("job"), out string scope, out string name);
        job = Subject.Job(scope, name);
        return problem;
    }

    public BadInput? Time(out DateTimeOffset at)
    {
        at = default;
        BadInput? problem = Required("eventTime", Root.Any("eventTime"), out string text);
        return problem is not null ? problem
            : Times.Read(text, out at) is string wrong ? Bad("eventTime", wrong)
            : null;
    }

    /// <summary>The event type may be missing: then the event says something about the run, but nothing about its state.</summary>
    public BadInput? State(out RunEvent state)
    {
        JsonElement type = Root.Any("eventType");
        string text = type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
        (state, bool known) = text.ToUpperInvariant() switch
        {
            "" => (RunEvent.Other, type.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String),
            "OTHER" => (RunEvent.Other, true),
            "START" => (RunEvent.Started, true),
            "RUNNING" => (RunEvent.Running, true),
            "COMPLETE" => (RunEvent.Completed, true),
            "FAIL" => (RunEvent.Failed, true),
            "ABORT" => (RunEvent.Aborted, true),
            _ => (RunEvent.Other, false),
        };
        return known ? null : Bad("eventType", $"expected START, RUNNING, COMPLETE, ABORT, FAIL or OTHER, found {SafeText.Cut(type.GetRawText())}");
    }
}
