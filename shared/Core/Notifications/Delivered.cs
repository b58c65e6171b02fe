namespace Observability.Core.Notifications;

/// <summary>What a delivery did.</summary>
/// <param name="Sent">Messages that receivers have.</param>
/// <param name="Accepted">Messages that receivers took and may still lose.</param>
/// <param name="Retrying">Tries that failed and will be made again.</param>
/// <param name="Superseded">Messages that a newer one made superfluous.</param>
/// <param name="Dead">Messages given up, to be shown loudly.</param>
public sealed record Delivered(int Sent, int Accepted, int Retrying, int Superseded, IReadOnlyList<DeadLetter> Dead);

/// <summary>A message that was given up, and why.</summary>
public sealed record DeadLetter(string Id, string Receiver, string Reason);
