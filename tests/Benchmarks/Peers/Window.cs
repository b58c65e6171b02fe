namespace Observability.Benchmarks.Peers;

/// <summary>The newest values, at most so many, oldest first.</summary>
internal sealed class Window(int size)
{
    private readonly double[] _values = new double[size];
    private int _next;

    public int Count { get; private set; }

    public bool IsFull => Count == size;

    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) % size;
        Count = Math.Min(Count + 1, size);
    }

    public double[] ToArray() => IsFull ? [.. _values[_next..], .. _values[.._next]] : _values[..Count];

    /// <summary>The value so many before the newest; 1 is the newest.</summary>
    public double Back(int steps) => _values[((_next - steps) % size + size) % size];
}
