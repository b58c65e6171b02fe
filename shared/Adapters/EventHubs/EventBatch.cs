using Observability.Core.Ingestion;

namespace Observability.Adapters.EventHubs;

/// <summary>Messages that are kept together.</summary>
internal sealed class EventBatch
{
    private const int MostEvents = 1000;
    private const long MostBytes = 4 * 1024 * 1024;

    private List<BrokerEvent> _events = [];
    private long _bytes;

    public bool IsFull => _events.Count >= MostEvents || _bytes >= MostBytes;

    public bool IsEmpty => _events.Count == 0;

    public void Add(BrokerEvent one)
    {
        _events.Add(one);
        _bytes += one.Bytes.Length;
    }

    /// <summary>What was added; the batch is empty then.</summary>
    public List<BrokerEvent> Take()
    {
        List<BrokerEvent> taken = _events;
        (_events, _bytes) = ([], 0);
        return taken;
    }
}
