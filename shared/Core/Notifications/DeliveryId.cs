using Observability.Core.Primitives;

namespace Observability.Core.Notifications;

/// <summary>Names a message so that its second copy has the same name.</summary>
public static class DeliveryId
{
    /// <summary><c>msg_</c> and 32 hex digits; no dots, as Standard Webhooks asks.</summary>
    /// <param name="about">Id of the incident, or what a report is, for example <c>report/estate/2026-W47</c>.</param>
    public static string Of(string about, int revision, string receiver) =>
        "msg_" + ContentHash.Of(about, revision.ToString(), receiver);
}
