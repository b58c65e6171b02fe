using Observability.Sample.Catalogue;

namespace Observability.Sample.Billing;

/// <summary>One row of the bill: one meter of one resource on one day.</summary>
/// <param name="Day">Midnight UTC.</param>
/// <param name="Cost">USD, billed and effective alike.</param>
/// <param name="Tags">JSON, as the cloud writes it; empty for none.</param>
/// <param name="RunId">Run that the charge is for; null for shared and fixed charges.</param>
internal sealed record Charge(DateTimeOffset Day, Subscription Subscription, Billed Billed, string ResourceId, string ResourceName, string ResourceType, string Service, string Category, string Meter, decimal Cost, string Tags, Guid? RunId = null);
