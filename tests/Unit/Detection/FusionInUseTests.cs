using Microsoft.ML;
using Observability.Adapters.MlNet;
using Observability.Core.Detection;
using Observability.Unit.Incidents;

namespace Observability.Unit.Detection;

/// <summary>Which model is used is decided in one place: the shipped one, or that of a folder; without one the detector goes on.</summary>
public sealed class FusionInUseTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Lazy<(byte[] Model, FusionReport Report)> Small = new(Train);

    private readonly string _folder = Directory.CreateTempSubdirectory("fusion-").FullName;
    private readonly List<string> _said = [];

    [Fact]
    public async Task A_freshly_trained_model_of_a_folder_is_the_one_that_judges()
    {
        Write(Small.Value.Model, Small.Value.Report with { Share = 0.9 });
        string? named = null;
        FusionInUse use = new(() => named, Path.GetDirectoryName(_folder)!, _said.Add);
        float[] loud = [.. Enumerable.Repeat(2f, FusionFeatures.Count)];
        double shipped = use.Now()!.Score(loud, 0.8);

        named = Path.GetFileName(_folder);

        Assert.Equal(LearnedFusion.Load(_folder).Fusion!.Score(loud, 0.8), use.Now()!.Score(loud, 0.8));
        Assert.NotEqual(shipped, use.Now()!.Score(loud, 0.8));
        Assert.Equal((_folder, new DateOnly(2025, 1, 1)), (use.Look().Folder, use.Look().Load.Report!.Trained));
        Assert.NotEqual(await JudgedAsync(() => null), await JudgedAsync(use.Now));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task Without_a_folder_the_shipped_model_judges()
    {
        FusionInUse use = new(() => null, "/", _said.Add);
        using LearnedFusion shipped = LearnedFusion.Load().Fusion!;

        Assert.Equal(await JudgedAsync(() => shipped), await JudgedAsync(use.Now));
        Assert.Equal((null, shipped.GetType()), (use.Look().Folder, use.Look().Load.Fusion!.GetType()));
        Assert.NotEqual(await JudgedAsync(() => null), await JudgedAsync(use.Now));
    }

    [Fact]
    public async Task A_broken_folder_gives_its_reason_once_and_the_verdicts_of_no_model()
    {
        Write([1, 2, 3], Small.Value.Report with { Share = 0.2 });
        FusionInUse use = new(() => _folder, "/elsewhere", _said.Add);

        Assert.Equal(await JudgedAsync(() => null), await JudgedAsync(use.Now));
        Assert.StartsWith($"{_folder}: the fusion model cannot be read: ", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_says_why()
    {
        (byte[] model, FusionReport report) = Small.Value;

        Assert.Equal($"{_folder}: the fusion model cannot be read: Could not find file '{Path.Combine(_folder, "fusion.zip")}'.", LearnedFusion.Load(_folder).Reason);
        Assert.Equal($"{_folder}: the fusion model was trained on other features: train it again", Reason(model, report with { Features = [.. report.Features.Skip(1)] }));
        Assert.Equal($"{_folder}: the share of the fusion model is 7.5, expected 0 to 1", Reason(model, report with { Share = 7.5 }));
        Assert.StartsWith($"{_folder}: the fusion model cannot be asked: ", Reason(OfOtherColumns(), report with { Share = 0.2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_nothing_is_no_model_and_no_problem()
    {
        Write(Small.Value.Model, Small.Value.Report with { Share = 0 });
        FusionInUse use = new(() => _folder, "/", _said.Add);

        Assert.Null(use.Now());
        Assert.Null(use.Look().Load.Reason);
        Assert.Empty(_said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (byte[], FusionReport) Train()
    {
        using MemoryStream model = new();
        FusionReport report = TrainFusion.Run([], "none", 6, 8, new DateOnly(2025, 1, 1), model);
        return (model.ToArray(), report);
    }

    private static byte[] OfOtherColumns()
    {
        MLContext context = new(seed: 1);
        IDataView rows = context.Data.LoadFromEnumerable(new[] { new Other { Height = 1 }, new Other { Height = 2 } });
        using MemoryStream model = new();
        context.Model.Save(context.Transforms.CopyColumns("Score", nameof(Other.Height)).Fit(rows), rows.Schema, model);
        return model.ToArray();
    }

    private sealed class Other
    {
        public float Height { get; set; }
    }

    private string? Reason(byte[] model, FusionReport report)
    {
        Write(model, report);
        return LearnedFusion.Load(_folder).Reason;
    }

    private void Write(byte[] model, FusionReport report)
    {
        File.WriteAllBytes(Path.Combine(_folder, "fusion.zip"), model);
        File.WriteAllText(Path.Combine(_folder, "fusion.json"), report.Write());
    }

    // Every verdict on a month of noisy hours with two spikes, as the service gives them.
    private static async Task<string> JudgedAsync(Func<IFusion?> fusion)
    {
        Watched watched = new(fusion: fusion);
        double[] values = Series.Noise(720, 3);
        values[500] += 40;
        values[700] += 60;
        await watched.FeedAsync([.. values.Select((v, i) => Watched.Point(Hour, i, v))]);
        return string.Join('\n', (await watched.PointsAsync()).Select(p => p.Judgement.ToString()));
    }
}
