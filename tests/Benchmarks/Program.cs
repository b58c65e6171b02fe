using System.Globalization;
using BenchmarkDotNet.Running;
using Observability.Adapters.MlNet;
using Observability.Benchmarks.Accuracy;
using Observability.Benchmarks.Peers;

if (args is ["peers", string data, string into, .. string[] only])
{
    PeerScores.Write(data, into, only);
    return;
}

if (args is ["accuracy", string webkpi, .. string[] rest])
{
    int seed = rest.FirstOrDefault(r => int.TryParse(r, out _)) is { } first ? int.Parse(first, CultureInfo.InvariantCulture) : 1000;
    if (rest.Contains("--parts"))
    {
        AccuracyTable.PrintParts(webkpi, seed);
        return;
    }

    AccuracyTable.Print(webkpi, seed, rest.Contains("--unlearned") ? null : LearnedFusion.Load().Fusion, rest.Contains("--disguised"));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
