namespace Observability.Core.Storage;

/// <summary>Keeps several processes from doing the same due work at once. What they do stays right without: a lease saves the work of those who would come second.</summary>
public sealed class DueLeases(ITableStore store, TimeProvider time)
{
    private const string Partition = "lease";

    /// <summary>After a process died, its work waits this long for another; longer work renews.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    /// <returns>null while somebody else has it.</returns>
    public async Task<DueLease?> TakeAsync(string name, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        Row? row = await store.GetAsync(DueRows.Table, Partition, name, cancel).ConfigureAwait(false);
        return row is not null && (DateTimeOffset)row.Values["Until"] > now ? null : await PutAsync(name, row?.ETag, now, cancel).ConfigureAwait(false);
    }

    /// <summary>Makes it last from now; without asking the store while it is young.</summary>
    /// <returns>null when it ran out and somebody else took it.</returns>
    public async Task<DueLease?> RenewAsync(DueLease lease, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        return lease.Until - now > Lasts / 2 ? lease : await PutAsync(lease.Name, lease.ETag, now, cancel).ConfigureAwait(false);
    }

    /// <summary>Gives it back. When that fails it runs out by itself.</summary>
    public async Task ReleaseAsync(DueLease lease)
    {
        try
        {
            await store.WriteAsync(DueRows.Table, Partition, [new Write.Delete(lease.Name, lease.ETag)], CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It runs out.
        }
    }

    private async Task<DueLease?> PutAsync(string name, string? etag, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<string, object> values = new() { ["Until"] = now + Lasts };
        Write write = etag is null ? new Write.Insert(name, values) : new Write.Replace(name, values, etag);
        WriteResult put = await store.WriteAsync(DueRows.Table, Partition, [write], cancel).ConfigureAwait(false);
        return put.Done ? new(name, now + Lasts, put.ETags[0]) : null;
    }
}

/// <summary>The right to do some due work until a time.</summary>
/// <param name="ETag">Of its row: whoever has another has lost it.</param>
public sealed record DueLease(string Name, DateTimeOffset Until, string ETag);
