using System.Text;
using System.Text.Json;

namespace Observability.Core.Ingestion.Json;

/// <summary>What can be told of JSON from its beginning, cut or broken as it may be.</summary>
internal sealed class JsonHead
{
    private const int Tries = 32;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private JsonHead()
    {
    }

    /// <summary>Names in the outermost object, and one level down as <c>metadata.dbt_version</c>.</summary>
    public IReadOnlySet<string> Names => _names;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Text of a field of one of the two levels; empty when it has none.</summary>
    public string Text(string name) => _texts.GetValueOrDefault(name, "");

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!_names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Views of the documents that begin in the head, the first that can be looked into first; further ones only after a broken one.</summary>
    public static IEnumerable<JsonHead> Of(Head head)
    {
        ReadOnlyMemory<byte> rest = head.Bytes;
        for (int tries = 0; tries < Tries && Begin(rest.Span) is int begin and >= 0; tries++)
        {
            JsonHead view = new();
            bool broken = !view.Look(rest.Span[begin..]);
            yield return view;
            int next = rest.Span[begin..].IndexOf((byte)'\n');
            if (!broken || next < 0)
            {
                yield break;
            }

            rest = rest[(begin + next + 1)..];
        }
    }

    /// <summary>Where the first line that begins with a bracket has its first object.</summary>
    private static int Begin(ReadOnlySpan<byte> text)
    {
        int line = 0;
        while (line < text.Length)
        {
            ReadOnlySpan<byte> rest = text[line..];
            int first = rest.IndexOfAnyExcept(" \t\r\n["u8);
            if (first >= 0 && rest[first] == (byte)'{')
            {
                return line + first;
            }

            int next = first < 0 ? -1 : rest[first..].IndexOf((byte)'\n');
            line = next < 0 ? text.Length : line + first + next + 1;
        }

        return -1;
    }

    private bool Look(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Limits.Depth + 2 }));
        string outer = "";
        try
        {
            while (reader.Read() && reader.CurrentDepth is int depth && !(depth == 0 && reader.TokenType == JsonTokenType.EndObject))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && depth is 1 or 2 && !(depth == 2 && outer.Length == 0))
                {
                    string name = Words(ref reader);
                    outer = depth == 1 ? name : outer;
                    string path = depth == 1 ? name : outer + "." + name;
                    _names.Add(path);
                    if (reader.Read() && reader.TokenType == JsonTokenType.String)
                    {
                        _texts[path] = Words(ref reader);
                    }
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Words(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 512)]);
}
