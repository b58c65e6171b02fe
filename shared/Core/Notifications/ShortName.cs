namespace Observability.Core.Notifications;

/// <summary>Long names, shortened in the middle: where something is and the last parts of its path stay, <c>abfss://lake@…/orders/daily</c>.</summary>
public static class ShortName
{
    private const string Gap = "…";
    private const string AfterNames = ",;:.)]»";

    /// <summary>The text with every word that is longer shortened.</summary>
    /// <param name="longest">In characters, at least 8.</param>
    public static string Within(string text, int longest) => string.Join(' ', text.Split(' ').Select(word => Word(word, longest)));

    /// <summary>The text in lines of at most so many characters, cut after a separator where there is one.</summary>
    public static IEnumerable<string> Lines(string text, int longest)
    {
        ReadOnlyMemory<char> rest = text.AsMemory();
        while (rest.Length > longest)
        {
            int cut = rest.Span[..longest].LastIndexOfAny("/@ ,.") + 1;
            cut = cut > longest / 2 ? cut : longest - (char.IsHighSurrogate(rest.Span[longest - 1]) ? 1 : 0);
            yield return rest[..cut].ToString();
            rest = rest[cut..];
        }

        yield return rest.ToString();
    }

    private static string Word(string word, int longest)
    {
        string name = word.TrimEnd([.. AfterNames]);
        return name.Length <= longest ? word : Shorter(name, longest) + word[name.Length..];
    }

    private static string Shorter(string name, int longest)
    {
        int scheme = name.IndexOf("://", StringComparison.Ordinal);
        int path = name.IndexOf('/', scheme < 0 ? 0 : scheme + 3);
        int account = name.IndexOf('@', StringComparison.Ordinal);
        string head = account >= 0 && (path < 0 || account < path) ? name[..(account + 1)] : path < 0 ? name : name[..(path + 1)];
        if (head.Length > longest / 2)
        {
            head = Start(head, longest / 2);
        }

        int room = longest - head.Length - Gap.Length;
        string rest = End(name, Math.Min(room, name.Length - head.Length));
        int part = rest.IndexOf('/', StringComparison.Ordinal);
        return head + Gap + (part < 0 ? rest : rest[part..]);
    }

    private static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string End(string text, int length) => text[(text.Length - length + (char.IsLowSurrogate(text[^length]) ? 1 : 0))..];
}
