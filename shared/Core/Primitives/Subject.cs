using System.Text.Json;
using System.Text.Json.Serialization;

namespace Observability.Core.Primitives;

/// <summary>What a fact, a finding or a charge is about, as one text: <c>job:NAMESPACE/NAME</c>, <c>dataset:NAMESPACE/NAME</c>, <c>spend:Dimension=Value,…</c>, <c>stream:GROUP</c>, <c>source:NAME</c>.</summary>
/// <param name="Text">The whole text; names keep the characters that the source gave them.</param>
[JsonConverter(typeof(SubjectJson))]
public readonly record struct Subject(string Text)
{
    /// <summary>The word before the first colon.</summary>
    [JsonIgnore]
    public string Kind => Text[..Math.Max(0, Text.IndexOf(':', StringComparison.Ordinal))];

    /// <summary>What follows the first colon.</summary>
    [JsonIgnore]
    public string Name => Text[(Text.IndexOf(':', StringComparison.Ordinal) + 1)..];

    [JsonIgnore]
    public bool IsJob => Text.StartsWith("job:", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsDataset => Text.StartsWith("dataset:", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsSpend => Text.StartsWith("spend:", StringComparison.Ordinal);

    /// <param name="scope">Namespace; empty when the source has none.</param>
    public static Subject Job(string scope, string name) => Named("job", scope, name);

    /// <param name="scope">Namespace; empty when the source has none.</param>
    public static Subject Dataset(string scope, string name) => Named("dataset", scope, name);

    public static Subject Stream(string group) => new("stream:" + group);

    public static Subject Source(string name) => new("source:" + name);

    /// <param name="dimensions">In the order in which they are to be read; FOCUS column names.</param>
    public static Subject Spend(params IEnumerable<(string Dimension, string Value)> dimensions) =>
        new("spend:" + string.Join(',', dimensions.Select(d => $"{d.Dimension}={d.Value}")));

    /// <summary>As people say it: its name; of spend the values, the narrowest first, ids without the path before them: <c>Virtual Machines in sub-account 1f6a2c0e</c>.</summary>
    public string Spoken() => IsSpend ? string.Join(" in ", Name.Split(',').Reverse().Select(Value)) : Name.Length == 0 ? Text : Name;

    public override string ToString() => Text;

    private static string Value(string dimension)
    {
        string value = dimension[(dimension.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd('/');
        return (dimension.StartsWith("SubAccountId=", StringComparison.Ordinal) ? "sub-account " : "") + value[(value.LastIndexOf('/') + 1)..];
    }

    private static Subject Named(string kind, string scope, string name) =>
        new(scope.Length == 0 ? $"{kind}:{name}" : $"{kind}:{scope}/{name}");
}

/// <summary>A subject is a plain string in JSON, also as the name of a property.</summary>
public sealed class SubjectJson : JsonConverter<Subject>
{
    public override Subject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? string.Empty);

    public override void Write(Utf8JsonWriter writer, Subject value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);

    public override Subject ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? string.Empty);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Subject value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Text);
}
