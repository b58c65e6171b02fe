using System.Reflection;
using System.Text.Json;
using Microsoft.ML;
using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The learned stage: gradient-boosted trees over the parts of the detector, trained by <see cref="TrainFusion"/>.</summary>
/// <remarks>
/// Loaded on first use, once a process; an engine a thread. Tree score s (log-odds) becomes 1 / (1 + e^−(s − s₀)), s₀ being the score that costs the bearable number of
/// false alerts on the training corpora, stored with the model; the answer is that and the unlearned score, mixed by the share that lost on no corpus the model had not seen. Source: Friedman, <i>Greedy Function Approximation: A Gradient Boosting Machine</i>, 2001; Microsoft.ML FastTree.
/// </remarks>
public sealed class LearnedFusion : IFusion, IDisposable
{
    private const string Model = "Observability.Adapters.MlNet.fusion.zip";
    private const string Report = "Observability.Adapters.MlNet.fusion.json";

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
    internal static double Mixed(float tree, float bar, double share, double unlearned) => (1 - share) * unlearned + share / (1 + Math.Exp(-(tree - bar)));

    public void Dispose() => _engine.Dispose();
}

/// <summary>The learned stage, or the reason why there is none; exactly one is null.</summary>
public sealed record FusionLoad(LearnedFusion? Fusion, string? Reason);
