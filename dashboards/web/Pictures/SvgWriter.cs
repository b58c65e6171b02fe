using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Observability.Web.Pictures;

/// <summary>Writes SVG. All text is escaped; nothing has a style of its own, since the policy forbids styles in the page.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    /// <summary>Begins an element; values are numbers, or text that is escaped.</summary>
    public SvgWriter Open(string element, params ReadOnlySpan<(string Name, object Value)> attributes) => Write(element, attributes, ">");

    public SvgWriter Empty(string element, params ReadOnlySpan<(string Name, object Value)> attributes) => Write(element, attributes, "/>");

    public SvgWriter Close(string element)
    {
        _svg.Append("</").Append(element).Append('>');
        return this;
    }

    public SvgWriter Text(string text)
    {
        _svg.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public SvgWriter Text(string element, string text, params ReadOnlySpan<(string Name, object Value)> attributes) => Open(element, attributes).Text(text).Close(element);

    public MarkupString Done() => new(_svg.ToString());

    /// <summary>At most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Number(share * 100) + "%";

    private SvgWriter Write(string element, ReadOnlySpan<(string Name, object Value)> attributes, string end)
    {
        _svg.Append('<').Append(element);
        foreach ((string name, object value) in attributes)
        {
            string text = value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            _svg.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(text)).Append('"');
        }

        _svg.Append(end);
        return this;
    }
}
