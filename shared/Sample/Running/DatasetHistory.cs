using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>A time during which a dataset is not as it should be.</summary>
/// <param name="Volume">Ratio of the usual amount; null when nothing new came at all.</param>
internal sealed record Spell(DateTimeOffset From, DateTimeOffset To, double? Volume, Fault Fault);

/// <summary>When each dataset was written, and when it was behind or odd.</summary>
internal sealed class DatasetHistory
{
    private readonly Dictionary<Dataset, List<Spell>> _spells = [];
    private readonly Dictionary<Dataset, List<DateTimeOffset>> _writes = [];

    /// <summary>From a time on, until <see cref="Written"/>, the dataset is behind, or of another volume. A dataset that is behind already stays so.</summary>
    public void Spoil(Dataset dataset, DateTimeOffset from, double? volume, Fault fault)
    {
        List<Spell> spells = Of(_spells, dataset);
        if (spells.Count == 0 || spells[^1].To < DateTimeOffset.MaxValue)
        {
            spells.Add(new(from, DateTimeOffset.MaxValue, volume, fault));
        }

        fault.Breaks(dataset.Subject);
    }

    /// <summary>A good write ends what was wrong.</summary>
    public void Written(Dataset dataset, DateTimeOffset time)
    {
        Of(_writes, dataset).Add(time);
        List<Spell> spells = Of(_spells, dataset);
        if (spells.Count > 0 && spells[^1].To == DateTimeOffset.MaxValue)
        {
            spells[^1].Fault.WellAt(time);
            spells[^1] = spells[^1] with { To = time };
        }
    }

    /// <summary>What is wrong with a dataset at a time; null when nothing is.</summary>
    public Spell? At(Dataset dataset, DateTimeOffset time) => Of(_spells, dataset).FirstOrDefault(s => s.From <= time && time < s.To);

    /// <summary>The last write before a time; null when there was none.</summary>
    public DateTimeOffset? LastWrite(Dataset dataset, DateTimeOffset time)
    {
        List<DateTimeOffset> writes = Of(_writes, dataset);
        int after = writes.BinarySearch(time);
        int index = (after < 0 ? ~after : after) - 1;
        return index < 0 ? null : writes[index];
    }

    private static List<T> Of<T>(Dictionary<Dataset, List<T>> map, Dataset dataset)
    {
        if (!map.TryGetValue(dataset, out List<T>? list))
        {
            map[dataset] = list = [];
        }

        return list;
    }
}
