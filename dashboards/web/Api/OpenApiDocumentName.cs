using Microsoft.AspNetCore.OpenApi;

namespace Observability.Web.Api;

/// <summary>The document that describes the API.</summary>
internal static class OpenApiDocumentName
{
    public const string Value = "v1";

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Observability", Version = Value, Description = "Pipelines, freshness, cost and incidents of a data platform." };
        return Task.CompletedTask;
    });
}
