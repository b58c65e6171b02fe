using System.Text;
using Observability.Core.Incidents;
using Observability.Core.Storage;

namespace Observability.Core.Collectors;

/// <summary>What looking at the settings came to.</summary>
public enum SettingsLook
{
    /// <summary>They are what they were.</summary>
    Same,

    /// <summary>New ones hold.</summary>
    Swapped,

    /// <summary>What is there cannot be used or read; the last good ones hold.</summary>
    Kept,
}

/// <summary>Takes up changed settings as a whole, and keeps the last good ones while what is there cannot be used.</summary>
/// <remarks>
/// The last good text stands in the store, so that a process that starts while the settings are broken has it too. How it fares is kept as for any
/// source, under <see cref="Name"/>: broken settings open an incident of kind collector-silent at once, which closes when they are mended.
/// </remarks>
public sealed class RefreshSettings(ISettingsSource source, LiveSettings live, ITableStore store, CollectorStore states, RaiseFindings raise, TimeProvider time)
{
    /// <summary>The subject is <c>source:configuration</c>.</summary>
    public const string Name = "configuration";

    private const string Table = "settings";
    private const string Good = "good";

    /// <summary>For how long a place that cannot be reached is borne: three times this, and at least half an hour.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    private string? _tag;
    private bool _failing;

    /// <summary>Puts the last good settings of the store into force; for a process that starts.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (await store.GetAsync(Table, Good, Good, cancel).ConfigureAwait(false) is { } row && Body.Get(row) is { } text && source.Parse(Encoding.UTF8.GetString(text.Span)) is { Problems.Count: 0 } meant)
        {
            live.Swap(meant.Settings, meant.Receivers);
            _tag = (string)row.Values["Tag"];
            _failing = (await states.FindAsync(Name, cancel).ConfigureAwait(false))?.FailingSince is not null;
        }
    }

    public async Task<SettingsLook> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (await source.ReadAsync(_tag, cancel).ConfigureAwait(false) is not { } read)
            {
                await SayAsync(null, cancel).ConfigureAwait(false);
                return SettingsLook.Same;
            }

            SettingsMeant meant = source.Parse(read.Text);
            if (meant.Problems.Count > 0)
            {
                throw new SourceFailedException(SourceFailure.BadAnswer, $"{meant.Problems[0]}{(meant.Problems.Count > 1 ? $", and {meant.Problems.Count - 1} more" : "")}; the settings before it hold");
            }

            await KeepAsync(read, cancel).ConfigureAwait(false);
            live.Swap(meant.Settings, meant.Receivers);
            _tag = read.Tag;
            await SayAsync(null, cancel).ConfigureAwait(false);
            return SettingsLook.Swapped;
        }
        catch (SourceFailedException e)
        {
            await SayAsync(e, cancel).ConfigureAwait(false);
            return SettingsLook.Kept;
        }
    }

    private Task KeepAsync(SettingsText read, CancellationToken cancel)
    {
        Dictionary<string, object> values = new() { ["Tag"] = read.Tag, ["At"] = time.GetUtcNow() };
        Body.Put(values, Encoding.UTF8.GetBytes(read.Text));
        return store.WriteAsync(Table, Good, [new Write.Put(Good, values)], cancel);
    }

    // Good and good again writes nothing: this is called with every tick.
    private async Task SayAsync(SourceFailedException? failed, CancellationToken cancel)
    {
        if (failed is null && !_failing)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        CollectorState state = (await states.ChangeAsync(
            Name,
            s => failed is null ? CollectorHealth.After(s, now, Round) : CollectorHealth.After(s, now, Round, failed),
            cancel).ConfigureAwait(false))!;
        _failing = failed is not null;
        bool heard = state is { FailingSince: null, SilentSince: not null };
        if (heard || CollectorHealth.IsSilent(state, now, Round))
        {
            await raise.RunAsync([CollectorHealth.FindingOf(state, now)], cancel).ConfigureAwait(false);
            await states.ChangeAsync(Name, s => s with { SilentSince = heard ? null : s.SilentSince ?? s.FailingSince }, cancel).ConfigureAwait(false);
        }
    }
}
