using BenchmarkDotNet.Running;
using Observability.Benchmarks.Peers;

if (args is ["peers", string data, string into])
{
    PeerScores.Write(data, into);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
