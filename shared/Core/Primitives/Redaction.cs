using System.Text.RegularExpressions;

namespace Observability.Core.Primitives;

/// <summary>Takes secrets and e-mail addresses out of free text, and cuts it, before it is kept or sent.</summary>
/// <remarks>Errs on the side of taking out: an error message that lost a word still tells what failed.</remarks>
public static partial class Redaction
{
    /// <summary>Longest text that is kept, in characters.</summary>
    public const int Longest = 2048;

    /// <summary>What stands where something was taken out.</summary>
    public const string Mark = "[redacted]";

    /// <summary>The text without secrets and addresses, at most <see cref="Longest"/> characters.</summary>
    public static string Of(string text)
    {
        // Cut before as well: a message of megabytes costs no more than one of 4 × the length kept.
        string kept = text.Length > 4 * Longest ? text[..(4 * Longest)] : text;
        kept = PrivateKey().Replace(kept, Mark);
        kept = UserInfo().Replace(kept, "://" + Mark + "@");
        kept = Header().Replace(kept, "$1 " + Mark);
        kept = Named().Replace(kept, "$1$2" + Mark);
        kept = Token().Replace(kept, Mark);
        kept = Address().Replace(kept, Mark);
        int length = Math.Min(kept.Length, Longest);
        length -= length < kept.Length && char.IsHighSurrogate(kept[length - 1]) ? 1 : 0;
        return length < kept.Length ? kept[..length] + "…" : kept;
    }

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"://[^\s/@:]{0,256}:[^\s/@]{1,256}@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\b(Bearer|Basic|SharedKey|SharedAccessSignature)\s+[A-Za-z0-9\-._~+/=:&%]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(
        """\b([\w\-.]{0,64}(?:password|passwd|pwd|secret|token|account_?key|api[_\-]?key|access[_\-]?key|private[_\-]?key|credential|signature)s?|sig)("?\s*[=:]\s*)(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s;,&"'})\]]+)""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?|\bA[KS]IA[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\bxox[a-z]-[A-Za-z0-9\-]{10,}|\bdapi[0-9a-f]{32}\b")]
    private static partial Regex Token();

    // A container of a lake (abfss://container@account.host) is a name, not an address.
    [GeneratedRegex(@"(?<!\b(?:abfss?|wasbs?)://[A-Za-z0-9._%+\-]{0,64})[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63})+")]
    private static partial Regex Address();
}
