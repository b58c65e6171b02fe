using System.Buffers;
using System.Text.Json;

namespace Observability.Core.Telemetry;

/// <summary>A table of a Log Analytics workspace that we fill: its name, its columns, and its rows. The one place that says so; what is deployed and what queries are checked against is made from it.</summary>
public abstract class LogTable(string name, string means)
{
    /// <summary>Ends in <c>_CL</c>, as every table that is not Azure's own.</summary>
    public string Name { get; } = name + "_CL";

    /// <summary>What is written to, by the data collection rule's name for it.</summary>
    public string Stream { get; } = $"Custom-{name}_CL";

    /// <summary>One row stands for what; one line.</summary>
    public string Means { get; } = means;

    public abstract IReadOnlyList<LogColumn> Columns { get; }
}

/// <summary>A table with what its rows are made of.</summary>
/// <typeparam name="T">One row.</typeparam>
public sealed class LogTable<T>(string name, string means, params LogColumn<T>[] columns) : LogTable(name, means)
{
    public override IReadOnlyList<LogColumn> Columns => columns;

    /// <summary>One JSON object: every column whose value is known, in order.</summary>
    public ReadOnlyMemory<byte> Row(T fact)
    {
        ArrayBufferWriter<byte> bytes = new(512);
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            foreach (LogColumn<T> column in columns)
            {
                Write(json, column, column.Value(fact));
            }

            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, LogColumn column, object? value)
    {
        switch (column.Type, value)
        {
            case (_, null):
                break;
            case (LogType.Text, string text):
                json.WriteString(column.Name, text);
                break;
            case (LogType.Time, DateTimeOffset time):
                json.WriteString(column.Name, time.UtcDateTime);
                break;
            case (LogType.Whole, long whole):
                json.WriteNumber(column.Name, whole);
                break;
            case (LogType.Number, double number):
                json.WriteNumber(column.Name, number);
                break;
            default:
                throw new InvalidOperationException($"column {column.Name} is {column.Type}, and its value a {value.GetType().Name}");
        }
    }
}
