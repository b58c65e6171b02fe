using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>What job and run facets say about the job. A facet that is not as specified counts as absent.</summary>
internal static class JobFacets
{
    /// <summary>Run tags that say something about the job; its own tags win over them.</summary>
    private static readonly string[] Carried = ["resource_id", "team", "environment"];

    private static readonly Dictionary<string, string> NoTags = [];

    public static JobFact Read(JsonElement facets, JsonElement runFacets, Subject job, DateTimeOffset at, Datasets datasets)
    {
        JsonElement type = facets.Facet("jobType");
        return new()
        {
            Job = job,
            At = at,
            Owners = DatasetFacets.Owners(facets),
            Tags = Tags(facets, runFacets),
            Integration = type.Text("integration") ?? runFacets.Facet("processing_engine").Text("name")?.ToUpperInvariant(),
            JobType = type.Text("jobType"),
            Streaming = string.Equals(type.Text("processingType"), "STREAMING", StringComparison.OrdinalIgnoreCase),
            Inputs = datasets.Inputs,
            Outputs = datasets.Outputs.Count == 0 ? [] : [.. datasets.Outputs.Select(output => output.Dataset)],
        };
    }

    public static bool SaysSomething(JobFact fact) =>
        fact.Owners.Count > 0 || fact.Tags.Count > 0 || fact.Integration is not null || fact.JobType is not null ||
        fact.Streaming || fact.Inputs.Count > 0 || fact.Outputs.Count > 0;

    /// <summary>The tags facet: a list of <c>{key, value, source}</c>.</summary>
    public static IEnumerable<(string Key, string Value)> TagsOf(JsonElement facets)
    {
        foreach (JsonElement tag in facets.Facet("tags").Items("tags"))
        {
            if (tag.Text("key") is string key && tag.Scalar("value") is string value && key.Length <= Limits.NameLength)
            {
                yield return (key, value.Length <= Limits.NameLength ? value : value[..Limits.NameLength]);
            }
        }
    }

    private static Dictionary<string, string> Tags(JsonElement facets, JsonElement runFacets)
    {
        Dictionary<string, string>? tags = null;
        foreach ((string key, string value) in TagsOf(facets))
        {
            (tags ??= new(StringComparer.Ordinal))[key] = value;
        }

        foreach ((string key, string value) in TagsOf(runFacets).Where(tag => Carried.Contains(tag.Key, StringComparer.Ordinal)))
        {
            (tags ??= new(StringComparer.Ordinal)).TryAdd(key, value);
        }

        string? resource = runFacets.Facet("externalQuery").Text("source");
        if (resource?.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) == true)
        {
            (tags ??= new(StringComparer.Ordinal)).TryAdd("resource_id", resource);
        }

        return tags ?? NoTags;
    }
}
