using System.Buffers.Binary;
using System.Text;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>What one receiver was last told of one incident.</summary>
/// <param name="Severity">The highest told since it opened.</param>
/// <param name="Broken">Hashes of the (subject, kind) pairs told since it opened, sorted; at most <see cref="MostBroken"/>.</param>
/// <param name="Revision">Of the last message.</param>
public sealed record Told(string Receiver, DateTimeOffset At, Severity Severity, IReadOnlyList<ulong> Broken, int Revision, bool Resolved)
{
    /// <summary>Beyond these, more of the same incident is no news.</summary>
    public const int MostBroken = 4_096;

    private const string Prefix = "told";

    /// <summary>The rows of a partition that <see cref="Read"/> reads.</summary>
    public static KeyRange Rows(string partition) => KeyRange.Prefix(partition, Prefix + KeyCodec.Separator);

    /// <summary>What is broken in an incident now: its members that are not well again, or its root when it has none.</summary>
    public static IReadOnlyList<ulong> BrokenIn(Incident incident) =>
    [
        .. incident.Members
            .Where(m => m.Until is null)
            .Select(m => (m.Subject, m.Kind))
            .DefaultIfEmpty((Subject: incident.Root, incident.Kind))
            .Select(pair => ContentHash.Of64(Encoding.UTF8.GetBytes($"{pair.Kind}\0{pair.Subject.Text}")))
            .Distinct().Order().Take(MostBroken),
    ];

    /// <summary>The row that remembers it, for the batch of its incident.</summary>
    public Write ToWrite()
    {
        byte[] broken = new byte[8 * Broken.Count];
        foreach ((int i, ulong hash) in Broken.Index())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(broken.AsSpan(8 * i), hash);
        }

        return new Write.Put(KeyCodec.Join(Prefix, Receiver), new Dictionary<string, object>
        {
            ["Receiver"] = Receiver,
            ["At"] = At,
            ["Severity"] = (long)Severity,
            ["Broken"] = broken,
            ["Revision"] = (long)Revision,
            ["Resolved"] = Resolved,
        });
    }

    public static Told Read(Row row)
    {
        byte[] broken = (byte[])row.Values["Broken"];
        return new(
            (string)row.Values["Receiver"],
            (DateTimeOffset)row.Values["At"],
            (Severity)(long)row.Values["Severity"],
            [.. Enumerable.Range(0, broken.Length / 8).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(broken.AsSpan(8 * i)))],
            (int)(long)row.Values["Revision"],
            (bool)row.Values["Resolved"]);
    }
}
