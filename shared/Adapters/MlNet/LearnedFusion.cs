using System.Reflection;
using System.Text.Json;
using Microsoft.ML;
using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The learned stage: gradient-boosted trees over the parts of the detector, trained by <see cref="TrainFusion"/>, rank what the unlearned fusion found.</summary>
/// <remarks>
/// Loaded on first use, once a process; an engine a thread. Tree score s (log-odds) becomes a factor 1 + share·tanh((s − s₀) / 2), s₀ being the score that costs the bearable number of
/// false alerts on the training corpora: on the distance over 0.5 of a score that alerts, else on the score, which then stays under <see cref="Quiet"/>. So the trees say how sure an alert
/// is, not whether there is one, and a model that is wrong about a new kind of series costs order only. Source: Friedman, <i>Greedy Function Approximation: A Gradient Boosting Machine</i>, 2001; Microsoft.ML FastTree.
/// </remarks>
public sealed class LearnedFusion : IFusion, IDisposable
{
    private const string Model = "Observability.Adapters.MlNet.fusion.zip";
    private const string Report = "Observability.Adapters.MlNet.fusion.json";

    private const double Told = 0.5;

    /// <summary>Highest score of what does not alert by itself.</summary>
    private const double Quiet = 0.49;

    private readonly ThreadLocal<(PredictionEngine<FusionRow, FusionAnswer> Engine, FusionRow Row)> _engine;
    private readonly float _bar;
    private readonly double _share;

    private LearnedFusion(MLContext context, ITransformer model, float bar, double share)
    {
        (_bar, _share) = (bar, share);
        _engine = new(() => (context.Model.CreatePredictionEngine<FusionRow, FusionAnswer>(model), new FusionRow()));
    }

    /// <summary>The shipped model, or the reason why there is none: then the unlearned fusion serves alone.</summary>
    public static FusionLoad Load()
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        using Stream? model = assembly.GetManifestResourceStream(Model);
        using Stream? report = assembly.GetManifestResourceStream(Report);
        return model is null || report is null ? new(null, "this build carries no fusion model") : Load(model, report);
    }

    /// <param name="model">Seekable; with <paramref name="report"/> as <see cref="TrainFusion"/> made them.</param>
    public static FusionLoad Load(Stream model, Stream report)
    {
        try
        {
            FusionReport? trained = FusionReport.Read(report);
            if (trained is null || !trained.Features.SequenceEqual(FusionFeatures.Names))
            {
                return new(null, "the fusion model was trained on other features: train it again");
            }

            MLContext context = new(seed: 1);
            return new(new LearnedFusion(context, context.Model.Load(model, out _), trained.Bar, trained.Share), null);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or ArgumentException or JsonException or DllNotFoundException or TargetInvocationException)
        {
            return new(null, $"the fusion model cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    public double Score(ReadOnlySpan<float> features, double unlearned)
    {
        (PredictionEngine<FusionRow, FusionAnswer> engine, FusionRow row) = _engine.Value;
        features.CopyTo(row.Features);
        FusionAnswer answer = engine.Predict(row);
        return Mixed(answer.Score, _bar, _share, unlearned);
    }

    /// <param name="tree">Log-odds.</param>
    internal static double Mixed(float tree, float bar, double share, double unlearned)
    {
        double factor = 1 + share * Math.Tanh((tree - bar) / 2.0);
        return unlearned >= Told ? Math.Min(Told + (unlearned - Told) * factor, 1) : Math.Min(unlearned * factor, Math.Max(unlearned, Quiet));
    }

    public void Dispose() => _engine.Dispose();
}

/// <summary>The learned stage, or the reason why there is none; exactly one is null.</summary>
public sealed record FusionLoad(LearnedFusion? Fusion, string? Reason);
