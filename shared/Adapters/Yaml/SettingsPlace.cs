using System.Text;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Primitives;

namespace Observability.Adapters.Yaml;

/// <summary>Settings that are kept as YAML somewhere.</summary>
public abstract class SettingsPlace(Secrets secrets) : ISettingsSource
{
    public abstract string Place { get; }

    public abstract Task<SettingsText?> ReadAsync(string? unless, CancellationToken cancel);

    public SettingsMeant Parse(string text)
    {
        SettingsFile file = YamlSettings.Read(text, Place);
        if (file.Problems.Count > 0)
        {
            return new(Settings.Default, [], file.Problems, []);
        }

        ResolvedReceivers resolved = file.Settings.Resolve(secrets);
        return new(file.Settings with { Version = ContentHash.Of(text)[..12] }, resolved.Receivers, [], [.. resolved.Problems.Select(file.At)]);
    }

    /// <exception cref="SourceFailedException">Over 1 MiB.</exception>
    protected static string TextOf(byte[] bytes, string place) => bytes.Length <= 1 << 20
        ? Encoding.UTF8.GetString(bytes)
        : throw new SourceFailedException(SourceFailure.BadAnswer, $"{place} is over 1 MiB");
}

/// <summary>Settings in a file of this machine; looked at again when its time or length changes.</summary>
public sealed class SettingsInFile(string path, Secrets secrets) : SettingsPlace(secrets)
{
    public override string Place => path;

    public override async Task<SettingsText?> ReadAsync(string? unless, CancellationToken cancel)
    {
        try
        {
            FileInfo file = new(path);
            string tag = file.Exists ? $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}" : throw new FileNotFoundException($"{path}: not there");
            return tag == unless ? null : new(TextOf(await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false), path), tag);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException(e is FileNotFoundException ? SourceFailure.Missing : SourceFailure.Unavailable, SafeText.Cut(e.Message, 300), null, e);
        }
    }
}
