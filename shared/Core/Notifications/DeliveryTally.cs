using System.Collections.Concurrent;

namespace Observability.Core.Notifications;

/// <summary>Counts over all lanes of one delivery.</summary>
internal sealed class DeliveryTally
{
    private readonly ConcurrentQueue<DeadLetter> _dead = new();
    private int _sent;
    private int _accepted;
    private int _retrying;
    private int _superseded;

    public void Sent() => Interlocked.Increment(ref _sent);

    public void Accepted() => Interlocked.Increment(ref _accepted);

    public void Retrying() => Interlocked.Increment(ref _retrying);

    public void Superseded() => Interlocked.Increment(ref _superseded);

    public void Dead(DeadLetter letter) => _dead.Enqueue(letter);

    public Delivered Result() => new(_sent, _accepted, _retrying, _superseded, [.. _dead]);
}
