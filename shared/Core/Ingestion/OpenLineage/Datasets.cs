using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>Inputs and outputs of an event, and what it says about them.</summary>
internal sealed record Datasets(IReadOnlyList<Subject> Inputs, IReadOnlyList<DatasetWrite> Outputs, IReadOnlyList<Fact> Facts)
{
    private static readonly Datasets None = new([], [], []);

    public static BadInput? Read(EventContext context, DateTimeOffset at, out Datasets datasets)
    {
        List<Subject> inputs = [];
        List<DatasetWrite> outputs = [];
        List<Fact> facts = [];
        datasets = None;
        foreach (JsonElement input in context.Root.Items("inputs"))
        {
            if (context.Named($"inputs[{inputs.Count}]", input, out string scope, out string name) is BadInput problem)
            {
                return problem;
            }

            inputs.Add(Subject.Dataset(scope, name));
            Describe(input, inputs[^1], at, facts);
        }

        foreach (JsonElement output in context.Root.Items("outputs"))
        {
            if (context.Named($"outputs[{outputs.Count}]", output, out string scope, out string name) is BadInput problem)
            {
                return problem;
            }

            JsonElement written = output.Object("outputFacets").Facet("outputStatistics");
            outputs.Add(new(Subject.Dataset(scope, name), written.Count("rowCount"), written.Count("size")));
            Describe(output, outputs[^1].Dataset, at, facts);
        }

        if (inputs.Count + outputs.Count > 0)
        {
            datasets = new(inputs, outputs, facts);
        }

        return null;
    }

    private static void Describe(JsonElement dataset, Subject subject, DateTimeOffset at, List<Fact> facts)
    {
        DatasetFact fact = DatasetFacets.Read(dataset, subject, at);
        if (fact.Columns.Count > 0 || fact.Owners.Count > 0 || fact.Rows is not null)
        {
            facts.Add(fact);
        }

        facts.AddRange(DatasetFacets.Updates(dataset, subject));
    }
}
