using Observability.Core.Configuration;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>A silence that somebody asked for beside those of the settings.</summary>
/// <param name="Id">Made of its content: the same silence asked for twice is one.</param>
public sealed record Silence(string Id, SilenceSettings What, string By)
{
    public static Silence Of(SilenceSettings what, string by) =>
        new(ContentHash.Of(what.Match.ToString(), what.From.UtcTicks.ToString(), what.To.UtcTicks.ToString(), what.Reason, by)[..12], what, by);
}

/// <summary>Silences that were asked for at run time.</summary>
public sealed class SilenceStore(ITableStore store)
{
    private const string Table = "silences";
    private const string Partition = "s";

    public Task AddAsync(Silence silence, CancellationToken cancel)
    {
        Dictionary<string, object> values = new()
        {
            ["Kinds"] = string.Join('\n', silence.What.Match.Kind),
            ["From"] = silence.What.From,
            ["To"] = silence.What.To,
            ["Reason"] = silence.What.Reason,
            ["By"] = silence.By,
        };
        Set(values, "Severity", silence.What.Match.Severity?.ToString());
        Set(values, "Owner", silence.What.Match.Owner);
        Set(values, "Subject", silence.What.Match.Subject);
        return store.WriteAsync(Table, Partition, [new Write.Put(silence.Id, values)], cancel);
    }

    /// <summary>Ends a silence now. False when there is none of that id.</summary>
    public async Task<bool> ExpireAsync(string id, CancellationToken cancel)
    {
        if (!id.All(char.IsAsciiHexDigitLower) || id.Length == 0 || await store.GetAsync(Table, Partition, id, cancel).ConfigureAwait(false) is null)
        {
            return false;
        }

        await store.WriteAsync(Table, Partition, [new Write.Delete(id)], cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>Those that are not over at <paramref name="now"/>.</summary>
    public async Task<IReadOnlyList<Silence>> AllAsync(DateTimeOffset now, CancellationToken cancel)
    {
        List<Silence> all = [];
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Partition), cancel).ConfigureAwait(false))
        {
            all.Add(Read(row));
        }

        return [.. all.Where(s => s.What.To > now)];
    }

    private static Silence Read(Row row) => new(
        row.Key,
        new SilenceSettings
        {
            Match = new Matcher
            {
                Kind = ((string)row.Values["Kinds"]).Split('\n', StringSplitOptions.RemoveEmptyEntries),
                Severity = row.Values.TryGetValue("Severity", out object? severity) ? Enum.Parse<Severity>((string)severity) : null,
                Owner = (string?)row.Values.GetValueOrDefault("Owner"),
                Subject = (string?)row.Values.GetValueOrDefault("Subject"),
            },
            From = (DateTimeOffset)row.Values["From"],
            To = (DateTimeOffset)row.Values["To"],
            Reason = (string)row.Values["Reason"],
        },
        (string)row.Values["By"]);

    private static void Set(Dictionary<string, object> values, string name, string? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }
}
