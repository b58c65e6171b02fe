using Observability.Adapters.Files;

namespace Observability.Cli;

/// <summary>The files that paths name. Standard input is read to its end first, off the caller's thread: a read that waits for its sender cannot be cancelled, and Ctrl-C must not wait for it.</summary>
internal static class GivenFiles
{
    public static Task<FileInput[]> OfAsync(string[] paths, string scratch, CancellationToken cancel) =>
        Task.Run<FileInput[]>(() => [.. FileInputs.Expand(paths, Console.OpenStandardInput, scratch)], CancellationToken.None).WaitAsync(cancel);
}
