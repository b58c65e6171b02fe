using System.Globalization;
using System.Text;

namespace Observability.Web.Metrics;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <param name="type"><c>counter</c> or <c>gauge</c>.</param>
    /// <param name="help">One line.</param>
    public PrometheusText Metric(string name, string type, string help, params IEnumerable<(string Labels, double Value)> samples)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach ((string labels, double value) in samples)
        {
            _text.Append(name).Append(labels).Append(' ').Append(Number(value)).Append('\n');
        }

        return this;
    }

    /// <summary><c>{name="value",…}</c>, escaped; empty without labels.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        StringBuilder text = new();
        foreach ((string name, string value) in labels)
        {
            text.Append(text.Length == 0 ? '{' : ',').Append(name).Append("=\"")
                .Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        return text.Length == 0 ? "" : text.Append('}').ToString();
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
