using Microsoft.AspNetCore.Components;

namespace Observability.Web.Layout;

/// <summary>One shape for each tone: who cannot tell the colours apart sees the shape, and reads the word beside it.</summary>
internal static class Icons
{
    public static MarkupString Of(string tone) => new($"<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\">{Shape(tone)}</svg>");

    private static string Shape(string tone) => tone switch
    {
        "critical" => "<path d=\"M5 1h6l4 4v6l-4 4H5l-4-4V5z\"/><path class=\"cut\" d=\"M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6\"/>",
        "warning" => "<path d=\"M8 1.2l7.2 13.3H.8z\"/><path class=\"cut\" d=\"M8 6v4M8 11.7v.9\"/>",
        "info" => "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path class=\"cut\" d=\"M8 7v5M8 4v1\"/>",
        "good" => "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path class=\"cut\" d=\"M4.5 8.2l2.4 2.5 4.6-5\"/>",
        "busy" => "<circle class=\"line\" cx=\"8\" cy=\"8\" r=\"6.2\"/><path class=\"stroke\" d=\"M8 4v4l2.6 1.8\"/>",
        _ => "<circle class=\"line\" cx=\"8\" cy=\"8\" r=\"6.2\"/><path class=\"stroke\" d=\"M5 8h6\"/>",
    };
}
