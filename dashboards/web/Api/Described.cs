using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Observability.Web.Api;

/// <summary>Describes addresses for <c>/openapi.json</c>: what they ask for, and what they answer.</summary>
internal static class Described
{
    // One meaning a name, wherever it is asked for.
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["after"] = "What the page before gave as after",
        ["take"] = $"Most rows of a page, 1 to {Asked.MostTaken}; default 100",
        ["from"] = "Begin, inclusive: RFC 3339; of costs a day",
        ["to"] = "End, exclusive: RFC 3339; of costs a day",
        ["state"] = "Of incidents open, acknowledged, resolved; of runs and jobs scheduled, running, succeeded, failed, aborted",
        ["severity"] = "info, warning or critical",
        ["kind"] = "Kind of incident, for example run-failed",
        ["owner"] = "Team or person, exactly",
        ["subject"] = "job:NAMESPACE/NAME, dataset:NAMESPACE/NAME or another subject",
        ["job"] = "job:NAMESPACE/NAME",
        ["text"] = "Part of the name, upper and lower case alike",
        ["late"] = "true: only what is late",
        ["measure"] = "Measure whose points are wanted; without: the measures there are",
        ["by"] = $"Dimensions with commas between: {Core.Cost.CostDimensions.Known}",
        ["status"] = "open, done or dismissed",
        ["rule"] = "Name of the rule",
        ["currency"] = "Three capital letters",
    };

    /// <param name="summary">What it is, in one line.</param>
    /// <param name="asks">Names of its query parameters.</param>
    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder route, string summary, params string[] asks) => route.Says<T>(StatusCodes.Status200OK, summary, asks);

    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder route, int status, string summary, params string[] asks) =>
        route.Produces<T>(status).Is(summary, asks);

    /// <summary>The same for what answers with something else than JSON, or with nothing.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, string summary, params string[] asks) =>
        route.WithSummary(summary).ProducesProblems(StatusCodes.Status400BadRequest).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (string name in asks)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = Meanings[name], Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            route.Produces<ProblemDocument>(status, Problems.ContentType);
        }

        return route;
    }
}
