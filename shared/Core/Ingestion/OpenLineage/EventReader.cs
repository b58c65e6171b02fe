using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>One event → its facts, or what is wrong with it.</summary>
internal static class EventReader
{
    public static Record Read(JsonPiece piece, string source)
    {
        Record record = new() { Line = piece.Line, Bytes = piece.Bytes };
        using JsonDocument? document = piece.Parse(source, out BadInput? problem);
        if (document is null)
        {
            return record with { Problem = problem };
        }

        JsonElement root = document.RootElement;
        EventContext context = new(root, piece, source);
        List<Fact> facts = [];
        problem = context.Time(out DateTimeOffset at)
            ?? (root.Any("run").ValueKind != JsonValueKind.Undefined ? Run(context, at, facts)
            : root.Any("job").ValueKind != JsonValueKind.Undefined ? JobOnly(context, at, facts)
            : root.Any("dataset").ValueKind != JsonValueKind.Undefined ? DatasetOnly(context, at, facts)
            : context.Bad("run", "expected run, job or dataset"));
        return problem is null ? record with { Facts = facts } : record with { Problem = problem };
    }

    private static BadInput? Run(EventContext context, DateTimeOffset at, List<Fact> facts)
    {
        Subject job = default;
        RunEvent state = default;
        BadInput? problem = context.Required("run.runId", context.Root.Object("run").Any("runId"), out string runId)
            ?? context.Job(out job)
            ?? context.State(out state);
        if (problem is not null || (problem = Datasets.Read(context, at, out Datasets datasets)) is not null)
        {
            return problem;
        }

        JsonElement runFacets = context.Root.Object("run").Object("facets");
        facts.Add(RunFacets.Apply(runFacets, new RunFact
        {
            Job = job,
            RunId = runId,
            At = at,
            Event = state,
            Id = Canonical.Hash(context.Piece.Bytes.Span),
            Inputs = datasets.Inputs,
            Outputs = datasets.Outputs,
        }));
        JobFact fact = JobFacets.Read(context.Root.Object("job").Object("facets"), runFacets, job, at, datasets);
        if (JobFacets.SaysSomething(fact))
        {
            facts.Add(fact);
        }

        facts.AddRange(datasets.Facts);
        return null;
    }

    private static BadInput? JobOnly(EventContext context, DateTimeOffset at, List<Fact> facts)
    {
        BadInput? problem = context.Job(out Subject job);
        if (problem is not null || (problem = Datasets.Read(context, at, out Datasets datasets)) is not null)
        {
            return problem;
        }

        facts.Add(JobFacets.Read(context.Root.Object("job").Object("facets"), default, job, at, datasets));
        facts.AddRange(datasets.Facts);
        return null;
    }

    private static BadInput? DatasetOnly(EventContext context, DateTimeOffset at, List<Fact> facts)
    {
        JsonElement dataset = context.Root.Object("dataset");
        BadInput? problem = context.Named("dataset", dataset, out string scope, out string name);
        if (problem is null)
        {
            Subject subject = Subject.Dataset(scope, name);
            facts.Add(DatasetFacets.Read(dataset, subject, at));
            facts.AddRange(DatasetFacets.Updates(dataset, subject));
        }

        return problem;
    }
}
