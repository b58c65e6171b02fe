using System.Text;
using Observability.Core.Notifications;

namespace Observability.Adapters.Console;

/// <summary>A message as a block of plain lines.</summary>
public static class ConsoleText
{
    private const int Labels = 14;

    public static string Render(Notification notification, bool detail)
    {
        Message message = MessageOf.Notification(notification, detail);
        StringBuilder text = new();
        text.Append(notification.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm")).Append(" UTC  ").Append(message.Label).Append("  ").Append(message.Headline).Append('\n');
        foreach (Fact fact in message.Facts)
        {
            Line(text, fact.Label, fact.Value);
        }

        if (message.Error is { } error)
        {
            Line(text, "Error", error);
        }

        foreach (AdviceText advice in message.Advice)
        {
            Line(text, "Do", $"{advice.Title}: {advice.Saving}");
            Line(text, "Fix", advice.Fix);
        }

        foreach (MessageLink link in message.Links)
        {
            text.Append("    ").Append(link.Text).Append(": ").Append(link.To.AbsoluteUri).Append('\n');
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string label, string value)
    {
        if (value.Length > 0)
        {
            text.Append("    ").Append(label.PadRight(Labels)).Append(' ').Append(value).Append('\n');
        }
    }
}
