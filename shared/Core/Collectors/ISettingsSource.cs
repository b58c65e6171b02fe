using Observability.Core.Configuration;
using Observability.Core.Primitives;

namespace Observability.Core.Collectors;

/// <summary>Where the settings are kept outside, to be read again when they change.</summary>
public interface ISettingsSource
{
    /// <summary>Name of the file or blob, for problems.</summary>
    string Place { get; }

    /// <param name="unless">Tag of what is known; null: nothing is.</param>
    /// <returns>null: it is still that.</returns>
    /// <exception cref="SourceFailedException">It cannot be read.</exception>
    Task<SettingsText?> ReadAsync(string? unless, CancellationToken cancel);

    /// <summary>What a text means, as a whole.</summary>
    SettingsMeant Parse(string text);
}

/// <param name="Tag">Changes with every change of the text.</param>
public sealed record SettingsText(string Text, string Tag);

/// <param name="Settings">With their version; the defaults when there are problems.</param>
/// <param name="Receivers">Those whose addresses and secrets could be read.</param>
/// <param name="Problems">Each with its place; with any of them nothing of the text is used.</param>
/// <param name="Unresolved">References that could not be read; their receivers are left out.</param>
public sealed record SettingsMeant(Settings Settings, IReadOnlyList<Receiver> Receivers, IReadOnlyList<BadInput> Problems, IReadOnlyList<BadInput> Unresolved);
