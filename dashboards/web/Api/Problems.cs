using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>One thing wrong with a request.</summary>
/// <param name="Place">JSON pointer (RFC 6901, 2013) into the body, or the name of a query parameter.</param>
/// <param name="Problem">What is wrong, in one line.</param>
/// <param name="Line">1-based line in the body; null where lines mean nothing.</param>
/// <param name="Column">1-based column in the body; null when unknown.</param>
public sealed record ProblemAt([property: JsonPropertyName("pointer")] string Place, string Problem, long? Line = null, long? Column = null);

/// <summary>An answer that is an error (RFC 9457, 2023).</summary>
public sealed record ProblemDocument(string Type, string Title, int Status, string Detail, IReadOnlyList<ProblemAt> Problems);

/// <summary>Makes <c>application/problem+json</c> answers.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult Of(int status, string detail, params IReadOnlyList<ProblemAt> problems) =>
        TypedResults.Json(
            new ProblemDocument("about:blank", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), status, detail, problems),
            ApiJson.Default.ProblemDocument,
            ContentType,
            status);

    public static IResult Bad(IReadOnlyList<ProblemAt> problems) =>
        Of(StatusCodes.Status400BadRequest, problems.Count == 1 ? $"{problems[0].Place}: {problems[0].Problem}" : $"{problems.Count} things are wrong", problems);

    /// <param name="within">Pointer of the record in the body; empty when the body is the record.</param>
    public static ProblemAt At(BadInput bad, string within = "") =>
        new($"{within}{(bad.Field.Length == 0 ? "" : "/" + bad.Field.Replace("~", "~0").Replace("/", "~1").Replace('.', '/'))}", bad.Problem, Some(bad.Line), Some(bad.Column));

    private static long? Some(long number) => number > 0 ? number : null;
}
