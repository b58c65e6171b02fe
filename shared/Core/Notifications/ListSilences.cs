using Observability.Core.Configuration;

namespace Observability.Core.Notifications;

/// <summary>All silences that are not over: those of the settings first, then those that somebody asked for.</summary>
public sealed class ListSilences(SilenceStore silences, Func<Settings> settings, TimeProvider time)
{
    /// <summary>Id of silences that stand in the settings; they end there only.</summary>
    public const string InSettings = "settings";

    public async Task<IReadOnlyList<Silence>> RunAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        return [.. settings().Silences.Where(s => s.To > now).Select(s => new Silence(InSettings, s, "observability.yaml")), .. await silences.AllAsync(now, cancel).ConfigureAwait(false)];
    }
}
