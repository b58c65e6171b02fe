using System.Text.Json;

namespace Observability.Adapters.CostManagement;

/// <summary>A file of a container.</summary>
internal sealed record ExportFile(string Name, long Bytes, DateTimeOffset Modified, string ETag)
{
    public string Folder => Name.LastIndexOf('/') is > 0 and int end ? Name[..end] : "";

    public bool IsManifest => Name.EndsWith("/manifest.json", StringComparison.OrdinalIgnoreCase) || Name.Equals("manifest.json", StringComparison.OrdinalIgnoreCase);

    public bool IsBill => Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One run of an export: the files that make it up.</summary>
/// <param name="Parts">Nothing while it lacks any.</param>
/// <param name="Lacks">What is not there yet; null when it is whole.</param>
internal sealed record ExportRun(IReadOnlyList<ExportFile> Parts, string? Lacks)
{
    /// <summary>What a file of the container stands for, among all of them.</summary>
    /// <param name="manifest">Text of the file when it is a manifest.</param>
    public static ExportRun Of(ExportFile file, IReadOnlyList<ExportFile> all, string manifest)
    {
        if (!file.IsManifest)
        {
            // Parts come with their manifest; what lies in no such folder is a bill by itself.
            bool part = all.Any(f => f.IsManifest && f.Folder == file.Folder);
            return new(part || !file.IsBill ? [] : [file], null);
        }

        List<ExportFile> parts = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(manifest);
            foreach (JsonElement blob in document.RootElement.GetProperty("blobs").EnumerateArray())
            {
                string name = blob.GetProperty("blobName").GetString()!;
                long? bytes = blob.TryGetProperty("byteCount", out JsonElement count) && count.TryGetInt64(out long said) ? said : null;
                ExportFile? there = all.FirstOrDefault(f => f.Name == name) ?? all.FirstOrDefault(f => f.Name == $"{file.Folder}/{name[(name.LastIndexOf('/') + 1)..]}");
                if (there is null)
                {
                    return new([], $"{file.Name} names {name}, which is not there");
                }

                if (bytes is not null && there.Bytes < bytes)
                {
                    return new([], $"{there.Name} has {there.Bytes} of the {bytes} bytes that {file.Name} says");
                }

                parts.Add(there);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new([], $"{file.Name} is no manifest that can be read");
        }

        return new([.. parts.Where(p => p.IsBill)], parts.FirstOrDefault(p => !p.IsBill) is { } other ? $"{other.Name} is no CSV: export as CSV, plain or gzip" : null);
    }
}
