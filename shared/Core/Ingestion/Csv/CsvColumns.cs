using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Csv;

/// <summary>Where the columns of one input stand. Names compare without case; columns we do not know are left alone.</summary>
internal sealed class CsvColumns(IReadOnlyList<string> header, string source)
{
    public int Count => header.Count;

    public string Source => source;

    public int Of(string name)
    {
        for (int at = 0; at < header.Count; at++)
        {
            if (string.Equals(header[at], name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }

    public static bool Has(IReadOnlyList<string> header, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!header.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Reads the fields of one row by name and keeps the first thing that is wrong.</summary>
internal sealed class CsvFields(CsvRow row, CsvColumns columns)
{
    public BadInput? Problem { get; private set; }

    public void Fail(string name, string problem)
    {
        int at = columns.Of(name);
        Json.TextPlace place = row.Place(at < 0 ? 0 : row.Fields[at].Start);
        Problem ??= new(columns.Source, place.Line, place.Column, name, problem);
    }

    /// <summary>Text without white space around it; empty when there is none.</summary>
    public string Text(string name) => columns.Of(name) is int at and >= 0 ? row.Fields[at].Text.Trim() : "";

    public string Required(string name)
    {
        string text = Text(name);
        if (text.Length == 0)
        {
            Fail(name, "missing");
        }
        else if (text.Length > Limits.NameLength)
        {
            Fail(name, $"longer than {Limits.NameLength} characters");
        }

        return text;
    }

    public DateTimeOffset Time(string name)
    {
        if (Times.Read(Text(name), out DateTimeOffset time) is string wrong)
        {
            Fail(name, wrong);
        }

        return time;
    }

    public DateTimeOffset? OptionalTime(string name) => Text(name).Length == 0 ? null : Time(name);

    /// <summary>A whole number of at least 0.</summary>
    public long? OptionalCount(string name)
    {
        string text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            Fail(name, $"expected a whole number of at least 0, found \"{SafeText.Cut(text)}\"");
        }

        return count;
    }

    public double Number(string name)
    {
        string text = Text(name);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            Fail(name, $"expected a number, found \"{SafeText.Cut(text)}\"");
        }

        return number;
    }
}
