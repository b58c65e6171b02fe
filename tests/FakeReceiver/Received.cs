namespace Observability.FakeReceiver;

/// <summary>One request that came in.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Taken">Whether the answer said so, or would have.</param>
internal sealed record Received(string Path, string Id, byte[] Body, bool Taken);
