namespace Observability.Functions.Host;

/// <summary>Ids for the contract, each once in this process.</summary>
internal static class Ids
{
    private static int _last;

    public static Guid Next() => new(Interlocked.Increment(ref _last), 7, 7, 7, 7, 7, 7, 7, 7, 7, 7);
}
