using Observability.Sample.Billing;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>What an event says about the job: its kind always; owner and tags when a run starts.</summary>
internal static class JobFacets
{
    public static void Write(Facets facets, Run run, EventType type)
    {
        Platform platform = OpenLineageEvent.PlatformOf(run);
        facets.Open("jobType", "2-0-3/JobTypeJobFacet");
        facets.Json.WriteString("processingType", "BATCH");
        facets.Json.WriteString("integration", platform.Integration);
        facets.Json.WriteString("jobType", run.Job is null ? "DAG" : platform.JobType);
        facets.Json.WriteEndObject();
        if (type != EventType.START)
        {
            return;
        }

        string team = run.Job?.Team ?? Jobs.All.First(j => j.Group == run.Name).Team;
        facets.Open("ownership", "1-0-1/OwnershipJobFacet");
        facets.Json.WriteStartArray("owners");
        facets.Json.WriteStartObject();
        facets.Json.WriteString("name", team);
        facets.Json.WriteString("type", "MAINTAINER");
        facets.Json.WriteEndObject();
        facets.Json.WriteEndArray();
        facets.Json.WriteEndObject();
        Tags(facets, run, platform, team);
    }

    private static void Tags(Facets facets, Run run, Platform platform, string team)
    {
        facets.Open("tags", "1-0-0/TagsJobFacet");
        facets.Json.WriteStartArray("tags");
        facets.Tag("team", team, "CONFIG");
        facets.Tag("environment", platform.Resource.Subscription.Environment, "CONFIG");
        facets.Tag("resource_id", platform.Resource.Id, "AZURE");
        if (run.Job is not null && platform.Resource.Billed == Billed.PerRun)
        {
            facets.Tag("job_id", ClusterCharges.JobId(run.Job), "DATABRICKS");
        }

        facets.Json.WriteEndArray();
        facets.Json.WriteEndObject();
    }
}
