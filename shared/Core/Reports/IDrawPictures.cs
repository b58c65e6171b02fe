namespace Observability.Core.Reports;

/// <summary>Draws pictures for pages: SVG that stands inline in HTML, with text in the page's own font and colour, so that it fits light and dark.</summary>
public interface IDrawPictures
{
    string Bars(BarPicture picture);
}

/// <summary>Stacked bars, one a day.</summary>
/// <param name="Id">Unique on its page; letters only.</param>
/// <param name="Label">What is to be seen, for who cannot see it.</param>
/// <param name="Ticks">Below each bar; empty for none.</param>
/// <param name="Layers">From the bottom up.</param>
/// <param name="Unit">Of the numbers, as shown at the top of the axis.</param>
public sealed record BarPicture(string Id, string Label, IReadOnlyList<string> Ticks, IReadOnlyList<BarLayer> Layers, string Unit)
{
    /// <summary>Pixels at which it is drawn; it grows and shrinks with the page.</summary>
    public int Width { get; init; } = 960;

    public int Height { get; init; } = 260;

    /// <summary>Where nothing is known: shown as such, not as 0.</summary>
    public IReadOnlyList<bool> Unknown { get; init; } = [];

    /// <summary>What was to be expected, for some of the bars.</summary>
    public IReadOnlyList<(double Low, double High)?> Band { get; init; } = [];

    /// <summary>First bar of what the page is about, to the last; null for all.</summary>
    public int? From { get; init; }
}

/// <param name="Color"><c>#rrggbb</c>.</param>
public sealed record BarLayer(string Name, string Color, IReadOnlyList<double> Values);
