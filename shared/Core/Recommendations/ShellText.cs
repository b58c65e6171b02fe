using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>Names from outside as words of a shell command that somebody will paste.</summary>
public static class ShellText
{
    /// <summary>As it is when it is plain, else in single quotes, with those inside written <c>'\''</c> (POSIX). Control characters become <c>?</c>.</summary>
    public static string Quote(string text)
    {
        string safe = SafeText.Cut(text, 400);
        bool plain = safe.Length > 0 && safe[0] != '-' && safe.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');
        return plain ? safe : $"'{safe.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
