namespace Observability.Core.Series;

/// <summary>Keeps the list of what is in trouble in step with one subject while it is judged: writes only where the list would say something else.</summary>
/// <remarks>What the list says is known from the series as loaded, since it is written before them; of an attempt that could not be saved, from what that attempt wrote.</remarks>
internal sealed class KeepTrouble(TroubleStore troubles)
{
    private SubjectSeries? _loaded;
    private bool _known;
    private bool _wrote;
    private Trouble? _listed;

    /// <summary>To be called before the series are judged.</summary>
    public void Loaded(SubjectSeries series) => _loaded = series.AsItIs();

    /// <summary>To be called before the series are saved.</summary>
    public async Task RunAsync(Outlook outlook, DateTimeOffset now, CancellationToken cancel)
    {
        if (!_wrote && _loaded is not null)
        {
            _known = Outlook.FailingIsAsJudged(_loaded);
            _listed = Outlook.Of(_loaded) is { } before ? Trouble.Of(before) : null;
        }

        Trouble? trouble = Trouble.Of(outlook);
        if (_known && Trouble.Same(_listed, trouble))
        {
            return;
        }

        await (trouble is null ? troubles.UnlistAsync(outlook.Subject, cancel) : troubles.ListAsync(trouble, now, cancel)).ConfigureAwait(false);
        (_known, _wrote, _listed) = (true, true, trouble);
    }
}
