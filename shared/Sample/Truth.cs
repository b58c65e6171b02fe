using System.Text.Json;

namespace Observability.Sample;

/// <summary>What is truly wrong in a sample estate, and what everything truly cost.</summary>
/// <param name="Seed">Of <see cref="SampleOptions"/>.</param>
/// <param name="From">Inclusive start of the window.</param>
/// <param name="To">Exclusive end of the window.</param>
/// <param name="Runs">Every run, with its cost.</param>
public sealed record Truth(
    int Seed, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TrueFault> Faults, IReadOnlyList<TrueLookAlike> Lookalikes, IReadOnlyList<TrueRun> Runs)
{
    /// <summary>Reads what <see cref="SampleEstate.Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is not a truth file.</exception>
    public static Truth Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<Truth>(file, TruthJson.Options) ?? throw new InvalidDataException($"{path}: holds no object");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    internal void Write(string path)
    {
        using FileStream file = File.Create(path);
        JsonSerializer.Serialize(file, this, TruthJson.Options);
    }
}

/// <summary>One injected fault.</summary>
/// <param name="Kind">An incident's kind, or <c>waste:</c> and the rule that is to find it.</param>
/// <param name="Subject">What is broken.</param>
/// <param name="Begin">When it could first be seen.</param>
/// <param name="End">When it and what it broke were well again.</param>
/// <param name="Members">Subjects that break with it; an incident about one of them is about this fault.</param>
/// <param name="Impacted">Everything downstream, broken or not.</param>
/// <param name="Dollars">For waste, the money of a month (30 days) that a perfect rule finds; for spend, the excess; else 0.</param>
public sealed record TrueFault(
    string Id, string Kind, string Subject, DateTimeOffset Begin, DateTimeOffset End, IReadOnlyList<string> Members, IReadOnlyList<string> Impacted, decimal Dollars, string Currency);

/// <summary>Something that looks like a fault and is none.</summary>
public sealed record TrueLookAlike(string Id, string Kind, string Subject, DateTimeOffset Begin, DateTimeOffset End);

/// <summary>What one run truly cost, in USD.</summary>
/// <param name="Job">Subject, <c>job:NAMESPACE/NAME</c>.</param>
/// <param name="RunId">As in the events.</param>
public sealed record TrueRun(string Job, string RunId, decimal Cost);
