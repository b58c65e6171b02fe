using System.Text;

namespace Observability.Adapters.Sqlite;

/// <summary>Property names that were read before, so that each is made once; a collision only costs a new string.</summary>
internal sealed class NameCache
{
    private readonly string?[] _names = new string?[512];

    public string Get(ReadOnlySpan<byte> ascii)
    {
        HashCode hash = default;
        hash.AddBytes(ascii);
        ref string? known = ref _names[(uint)hash.ToHashCode() % (uint)_names.Length];
        return known is not null && Ascii.Equals(ascii, known) ? known : known = Encoding.ASCII.GetString(ascii);
    }
}
