using System.Buffers;

namespace Observability.Core.Storage;

/// <summary>How large a row is, as it rests in Azure and as it travels there.</summary>
public static class RowSize
{
    // Parts around each operation of a multipart batch: boundaries, verb, headers, the JSON of keys.
    private const int OperationBytes = 700;

    private static readonly SearchValues<char> PlainJson = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Bytes that count against <see cref="StoreLimits.RowBytes"/>: 4 + keys × 2 + Σ(8 + name × 2 + value), and the timestamp Azure adds.</summary>
    /// <remarks>Source: Azure Storage team, <i>Understanding Windows Azure Storage Billing</i>, 2010.</remarks>
    public static int Stored(string partition, string key, IReadOnlyDictionary<string, object> values)
    {
        int bytes = 4 + (2 * (partition.Length + key.Length)) + 34;
        foreach ((string name, object value) in values)
        {
            bytes += 8 + (2 * name.Length) + OfValue(value);
        }

        return bytes;
    }

    /// <summary>Bytes of one value at rest; strings are UTF-16.</summary>
    public static int OfValue(object value) => value switch
    {
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        _ => 8,
    };

    /// <summary>An upper bound of the bytes of one write in a batch request: JSON, where a character outside plain ASCII takes six bytes, and base64.</summary>
    public static int InBatch(string partition, Write write)
    {
        int bytes = OperationBytes + (4 * (partition.Length + write.Key.Length));
        IReadOnlyDictionary<string, object>? values = write.Values();
        if (values is null)
        {
            return bytes;
        }

        foreach ((string name, object value) in values)
        {
            bytes += 40 + (2 * name.Length) + value switch
            {
                string text => Json(text),
                byte[] raw => (raw.Length / 3 * 4) + (raw.Length / 7) + 8, // '+' is escaped: one in 64 becomes six
                _ => 40,
            };
        }

        return bytes;
    }

    private static int Json(ReadOnlySpan<char> text)
    {
        int bytes = text.Length;
        while (text.IndexOfAnyExcept(PlainJson) is int at && at >= 0)
        {
            bytes += 5;
            text = text[(at + 1)..];
        }

        return bytes;
    }
}
