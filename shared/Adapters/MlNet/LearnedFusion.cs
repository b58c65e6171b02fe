using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.ML;
using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The learned stage: gradient-boosted trees over the parts of the detector, trained by <see cref="TrainFusion"/>, rank what the unlearned fusion found.</summary>
/// <remarks>
/// Loaded on first use, once a process; an engine for as many callers as there are at once. Tree score s (log-odds) becomes a factor 1 + share·tanh((s − s₀) / 2), s₀ being the score that costs the bearable number of
/// false alerts on the training corpora: on the distance over 0.5 of a score that alerts, else on the score, which then stays under <see cref="Quiet"/>. So the trees say how sure an alert
/// is, not whether there is one, and a model that is wrong about a new kind of series costs order only. Source: Friedman, <i>Greedy Function Approximation: A Gradient Boosting Machine</i>, 2001; Microsoft.ML FastTree.
/// </remarks>
public sealed class LearnedFusion : IFusion, IDisposable
{
    /// <summary>Name of the model in a folder; the report lies beside it.</summary>
    internal const string ModelFile = "fusion.zip";

    internal const string ReportFile = "fusion.json";

    private const string Resources = "Observability.Adapters.MlNet.";

    private const double Told = 0.5;

    /// <summary>Highest score of what does not alert by itself.</summary>
    private const double Quiet = 0.49;

    // Taken and given back: an engine serves one caller at a time, and making one for each thread of a pool that changes them costs seconds.
    private readonly ConcurrentBag<(PredictionEngine<FusionRow, FusionAnswer> Engine, FusionRow Row)> _idle = [];
    private readonly Func<PredictionEngine<FusionRow, FusionAnswer>> _make;
    private readonly float _bar;
    private readonly double _share;

    private LearnedFusion(MLContext context, ITransformer model, float bar, double share)
    {
        (_bar, _share) = (bar, share);
        _make = () => context.Model.CreatePredictionEngine<FusionRow, FusionAnswer>(model);
    }

    /// <summary>The shipped model, or the reason why there is none: then the unlearned fusion serves alone.</summary>
    public static FusionLoad Load()
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        using Stream? model = assembly.GetManifestResourceStream(Resources + ModelFile);
        using Stream? report = assembly.GetManifestResourceStream(Resources + ReportFile);
        return model is null || report is null ? new(null, "this build carries no fusion model") : Load(model, report);
    }

    /// <summary>The model that <c>obs train</c> wrote into a folder, or the reason, with the place, why there is none.</summary>
    public static FusionLoad Load(string folder)
    {
        try
        {
            using FileStream model = File.OpenRead(Path.Combine(folder, ModelFile));
            using FileStream report = File.OpenRead(Path.Combine(folder, ReportFile));
            FusionLoad load = Load(model, report);
            return load.Reason is { } reason ? load with { Reason = $"{folder}: {reason}" } : load.Tried(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, $"{folder}: the fusion model cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
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

            if (trained.Share is not (>= 0 and <= 1))
            {
                return new(null, string.Create(CultureInfo.InvariantCulture, $"the share of the fusion model is {trained.Share}, expected 0 to 1"));
            }

            MLContext context = new(seed: 1);
            return new(trained.Share == 0 ? null : new LearnedFusion(context, context.Model.Load(model, out _), trained.Bar, trained.Share), null, trained);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return new(null, $"the fusion model cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    public double Score(ReadOnlySpan<float> features, double unlearned)
    {
        (PredictionEngine<FusionRow, FusionAnswer> Engine, FusionRow Row) own = _idle.TryTake(out (PredictionEngine<FusionRow, FusionAnswer> Engine, FusionRow Row) idle) ? idle : (_make(), new());
        features.CopyTo(own.Row.Features);
        float tree = own.Engine.Predict(own.Row).Score;
        _idle.Add(own);
        return Mixed(tree, _bar, _share, unlearned);
    }

    /// <param name="tree">Log-odds.</param>
    internal static double Mixed(float tree, float bar, double share, double unlearned)
    {
        double factor = 1 + share * Math.Tanh((tree - bar) / 2.0);
        return unlearned >= Told ? Math.Min(Told + (unlearned - Told) * factor, 1) : Math.Min(unlearned * factor, Math.Max(unlearned, Quiet));
    }

    public void Dispose()
    {
        while (_idle.TryTake(out (PredictionEngine<FusionRow, FusionAnswer> Engine, FusionRow Row) idle))
        {
            idle.Engine.Dispose();
        }
    }

    internal static bool IsUnreadable(Exception e) =>
        e is FormatException or InvalidDataException or InvalidOperationException or ArgumentException or JsonException or DllNotFoundException or TargetInvocationException;
}

/// <summary>The learned stage, or the reason why there is none.</summary>
/// <param name="Fusion">null with a reason; and without one where the share is 0, so that its answer would count for nothing.</param>
/// <param name="Report">What it was trained on; null where there is a reason.</param>
public sealed record FusionLoad(LearnedFusion? Fusion, string? Reason, FusionReport? Report = null)
{
    /// <summary>What a model that reads well but takes something else than our features says is found out here, and not by the first point that is judged.</summary>
    internal FusionLoad Tried(string folder)
    {
        try
        {
            Fusion?.Score(new float[FusionFeatures.Count], 0);
            return this;
        }
        catch (Exception e) when (LearnedFusion.IsUnreadable(e))
        {
            Fusion?.Dispose();
            return new(null, $"{folder}: the fusion model cannot be asked: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
