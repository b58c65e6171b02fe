using System.Globalization;
using System.Text;
using Observability.Core.Primitives;

namespace Observability.Core.Notifications;

/// <summary>Text from outside as one line that looks like what it is: no secrets, and nothing that hides, turns round or breaks a line.</summary>
public static class VisibleText
{
    /// <param name="longest">In characters, the ellipsis included.</param>
    public static string Of(string? text, int longest)
    {
        string kept = Redaction.Of(text ?? "");
        StringBuilder visible = new(Math.Min(kept.Length, longest) + 16);
        int whole = 0; // length up to which an ellipsis still has room
        foreach (Rune rune in kept.EnumerateRunes())
        {
            whole = visible.Length < longest ? visible.Length : whole;
            _ = rune.Value is '\n' or '\r' or '\t' ? visible.Append(' ')
                : IsHidden(rune) ? visible.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩")
                : visible.Append(rune.ToString());
            if (visible.Length > longest)
            {
                visible.Length = whole;
                visible.Append('…');
                break;
            }
        }

        return visible.ToString().Trim();
    }

    /// <summary>Controls, format characters (bidirectional overrides, zero width, byte order mark), separators, private use, fillers that look like nothing.</summary>
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
