using System.Buffers;

namespace Observability.Core.Storage;

/// <summary>Checks the values of one row.</summary>
internal static class RowLimits
{
    private static readonly SearchValues<char> NameChars = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static void Check(string table, string partition, string key, IReadOnlyDictionary<string, object> values)
    {
        if (values.Count > StoreLimits.Properties)
        {
            throw new StoreLimitException(table, partition + "/" + key, "", $"{values.Count} properties, at most {StoreLimits.Properties}");
        }

        foreach ((string name, object value) in values)
        {
            if ((ProblemOfName(name) ?? ProblemOf(value)) is string problem)
            {
                throw new StoreLimitException(table, partition + "/" + key, name, problem);
            }
        }

        int bytes = RowSize.Stored(partition, key, values);
        if (bytes > StoreLimits.RowBytes)
        {
            throw new StoreLimitException(table, partition + "/" + key, "", $"{bytes} bytes in a row, at most {StoreLimits.RowBytes}");
        }
    }

    private static string? ProblemOfName(string name) => name switch
    {
        "PartitionKey" or "RowKey" or "Timestamp" => "the name is Azure's own",
        { Length: 0 or > StoreLimits.NameChars } => $"a name has 1 to {StoreLimits.NameChars} characters",
        _ when char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(NameChars) => "a name is letters, digits and _, the first no digit",
        _ => null,
    };

    private static string? ProblemOf(object? value) => value switch
    {
        string text when 2 * text.Length > StoreLimits.PropertyBytes => $"{text.Length} characters, at most {StoreLimits.PropertyBytes / 2}",
        byte[] bytes when bytes.Length > StoreLimits.PropertyBytes => $"{bytes.Length} bytes, at most {StoreLimits.PropertyBytes}",
        double number when !double.IsFinite(number) => "NaN and infinity cannot be kept",
        DateTimeOffset time when time < StoreLimits.Earliest => "times before 1601 cannot be kept",
        string or byte[] or double or DateTimeOffset or bool or long => null,
        null => "leave out a property that is null",
        _ => $"type {value.GetType().Name} cannot be kept: string, bool, long, double, DateTimeOffset and byte[] can",
    };
}
