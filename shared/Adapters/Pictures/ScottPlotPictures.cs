using Observability.Core.Reports;
using ScottPlot;

namespace Observability.Adapters.Pictures;

/// <summary>Draws with ScottPlot. It draws shapes only; every text is the page's, so no font of this machine is needed. The native library is loaded with the first picture.</summary>
public sealed class ScottPlotPictures : IDrawPictures
{
    private const double BarWidth = 0.74;

    /// <summary>Opacity of what is shown for comparison only.</summary>
    private const double Pale = 0.38;

    public string Bars(BarPicture picture)
    {
        int count = picture.Ticks.Count;
        Axis axis = Axis.For(Greatest(picture));
        Frame frame = new(picture.Width, picture.Height);
        using Plot plot = new();
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        double[] heights = new double[count];
        foreach (BarLayer layer in picture.Layers)
        {
            Color color = Color.FromHex(layer.Color);
            plot.Add.Bars(Enumerable.Range(0, count).Where(i => layer.Values[i] > 0).Select(i => new Bar
            {
                Position = i,
                ValueBase = heights[i],
                Value = heights[i] + layer.Values[i],
                Size = BarWidth,
                LineWidth = 0,
                FillColor = i < (picture.From ?? 0) ? color.WithAlpha(Pale) : color,
            }).ToArray());
            for (int i = 0; i < count; i++)
            {
                heights[i] += Math.Max(0, layer.Values[i]);
            }
        }

        plot.Axes.SetLimits(-0.5, count - 0.5, 0, axis.Top);
        return frame.Around(picture, axis, plot.GetSvgXml(frame.PlotWidth, frame.PlotHeight));
    }

    private static double Greatest(BarPicture picture) => Enumerable.Range(0, picture.Ticks.Count)
        .Select(i => picture.Layers.Sum(l => Math.Max(0, l.Values[i])))
        .Concat(picture.Band.Select(b => b?.High ?? 0))
        .DefaultIfEmpty(0)
        .Max();
}
