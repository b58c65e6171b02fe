using System.Text.Json;

namespace Observability.Adapters.MlNet;

/// <summary>What the shipped model was trained on and how well it did on series it had not seen; stored beside the model.</summary>
/// <param name="Features">Names and order of the inputs.</param>
/// <param name="Bar">Tree score that becomes 0.5.</param>
/// <param name="Share">0..1: how far the model moves a score, see <see cref="LearnedFusion"/>.</param>
/// <param name="Source">Where the labels come from.</param>
/// <param name="Command">How to train it again.</param>
public sealed record FusionReport(
    IReadOnlyList<string> Features, float Bar, double Share, DateOnly Trained, string Source, string Command, int Trees, int Leaves, IReadOnlyList<CorpusReport> Corpora,
    IReadOnlyList<LeftOutReport> LeftOut)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Of the shipped model, without loading it; null when this build carries none.</summary>
    public static FusionReport? Shipped()
    {
        using Stream? file = typeof(FusionReport).Assembly.GetManifestResourceStream("Observability.Adapters.MlNet.fusion.json");
        return file is null ? null : Read(file);
    }

    public static FusionReport? Read(Stream stream) => JsonSerializer.Deserialize<FusionReport>(stream, Json);

    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";
}

/// <summary>One training corpus, judged by models that had seen others of its series but not this one: recall and F1 of events at 0.5, false alerts a series-week, average precision of events with the model and without.</summary>
public sealed record CorpusReport(string Name, int Series, double Weeks, int Events, int Rows, double Recall, double F1, double FalseAlertsPerSeriesWeek, double Precision, double UnlearnedPrecision);

/// <summary>One corpus, judged by a model trained on the others alone, at one share: average precision of events, and F1 at 0.5; share 0 is the unlearned score.</summary>
public sealed record LeftOutReport(string Name, double Share, double Precision, double F1);
