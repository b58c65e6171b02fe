using System.Globalization;
using Microsoft.AspNetCore.Http;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>Reads query parameters, and collects what is wrong with them.</summary>
internal sealed class Asked(IQueryCollection query)
{
    public const int MostTaken = 500;
    private readonly List<ProblemAt> _problems = [];

    public IReadOnlyList<ProblemAt> Problems => _problems;

    /// <summary>null when absent or empty.</summary>
    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Page size, 1 to <see cref="MostTaken"/>; 100 without.</summary>
    public int Take()
    {
        string? text = Text("take");
        if (text is null)
        {
            return 100;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int take) && take is >= 1 and <= MostTaken)
        {
            return take;
        }

        _problems.Add(new("take", $"expected 1 to {MostTaken}, found \"{SafeText.Cut(text)}\""));
        return 1;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        string? problem = Times.Read(text, out DateTimeOffset time);
        if (problem is not null)
        {
            _problems.Add(new(name, problem));
        }

        return time;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) || day.Year is < 1970 or > 2100)
        {
            _problems.Add(new(name, $"expected a day like 2026-11-22, found \"{SafeText.Cut(text)}\""));
        }

        return day;
    }

    /// <summary><c>true</c> or <c>false</c>; false without.</summary>
    public bool Flag(string name)
    {
        string? text = Text(name);
        if (text is not (null or "true" or "false"))
        {
            _problems.Add(new(name, $"expected true or false, found \"{SafeText.Cut(text)}\""));
        }

        return text == "true";
    }

    /// <summary>One of the words of an enum, in any case, with or without dashes.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]))
        {
            return value;
        }

        _problems.Add(new(name, $"expected {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}, found \"{SafeText.Cut(text)}\""));
        return null;
    }

    public Subject? Subject(string name, bool required = false)
    {
        string? text = Text(name);
        if (text is null ? required : text.IndexOf(':', StringComparison.Ordinal) < 1)
        {
            _problems.Add(new(name, text is null ? "missing" : "expected a subject like job:NAMESPACE/NAME"));
        }

        return text is null ? null : new Subject(text);
    }

    /// <summary>Adds a problem that the caller found.</summary>
    public void Bad(string name, string problem) => _problems.Add(new(name, problem));
}
