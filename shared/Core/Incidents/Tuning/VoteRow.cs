using System.Text.Json.Serialization;

namespace Observability.Core.Incidents.Tuning;

/// <summary>What was said of one measure: of one series, or of a whole family of them.</summary>
/// <param name="Votes">By incident and person, newest last.</param>
public sealed record VoteRow(string Measure, IReadOnlyList<Vote> Votes)
{
    /// <summary>Most votes that a row keeps; older ones make room.</summary>
    public const int Most = 200;

    /// <summary>The row with what is said of one incident now, in place of what was said of it before: the same again changes nothing, and nothing said leaves no trace.</summary>
    public VoteRow With(string incident, IEnumerable<Vote> now) =>
        this with { Votes = [.. Votes.Where(v => v.Incident != incident).Concat(now).OrderBy(v => v.At).ThenBy(v => v.Incident, StringComparer.Ordinal).ThenBy(v => v.By, StringComparer.Ordinal).ThenBy(v => v.Series.Text, StringComparer.Ordinal).TakeLast(Most)] };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VoteRow))]
internal sealed partial class VoteRowJson : JsonSerializerContext;
