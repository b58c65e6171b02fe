using System.Text.Json;

namespace Observability.Web.Api;

/// <summary>Checks a body of JSON as a whole before any of it is used: well-formed, not too deep, of the kind expected.</summary>
internal static class JsonShape
{
    /// <summary>Deepest nesting of one event.</summary>
    public const int Depth = 32;

    /// <param name="list">Whether a list of events is expected, else one.</param>
    /// <returns>null when all is well.</returns>
    public static ProblemAt? Check(ReadOnlySpan<byte> json, bool list)
    {
        if (json.IsEmpty)
        {
            return new("", "the body is empty");
        }

        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = list ? Depth + 1 : Depth });
        try
        {
            reader.Read();
            if (reader.TokenType != (list ? JsonTokenType.StartArray : JsonTokenType.StartObject))
            {
                return new("", list ? "expected a list of events" : "expected one event; lists go to /api/v1/lineage/batch");
            }

            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            string problem = reader.CurrentDepth >= Depth ? $"nested deeper than {Depth}" : "no JSON: " + Core.Primitives.SafeText.Cut(e.Message.Split(". ")[0], 200);
            return new("", problem, e.LineNumber + 1, e.BytePositionInLine + 1);
        }
    }
}
