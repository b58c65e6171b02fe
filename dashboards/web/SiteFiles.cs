using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Observability.Core.Primitives;

namespace Observability.Web;

/// <summary>The few files that pages load, from inside the assembly.</summary>
internal static class SiteFiles
{
    /// <summary>Changes with the content of the style sheet, so that a browser may keep it for long.</summary>
    public static string StyleVersion { get; } = ContentHash.Of(Convert.ToHexString(Read("site.css")))[..12];

    public static void Map(WebApplication app)
    {
        Map(app, "site.css", "text/css; charset=utf-8");
        Map(app, "icon.svg", "image/svg+xml");
    }

    private static void Map(WebApplication app, string name, string type)
    {
        byte[] bytes = Read(name);
        app.MapGet("/" + name, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Bytes(bytes, type);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
