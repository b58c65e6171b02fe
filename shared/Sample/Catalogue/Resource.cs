namespace Observability.Sample.Catalogue;

/// <summary>How a resource's daily money comes about.</summary>
internal enum Billed
{
    /// <summary>Each run has a cluster of its own, which carries the run's ids as tags.</summary>
    PerRun,

    /// <summary>Runs share the resource; one charge a day is the sum of theirs.</summary>
    Shared,

    /// <summary>Paid around the clock, whether runs use it or not.</summary>
    Always,

    /// <summary>Paid around the clock, and grows slowly.</summary>
    Growing,

    /// <summary>Switched on from Monday to Friday for twelve hours.</summary>
    OfficeHours,
}

internal sealed record Subscription(string Key, string Id, string Name, string Environment);

/// <param name="Daily">USD a day apart from runs; for <see cref="Billed.OfficeHours"/>, on a working day.</param>
internal sealed record Resource(string Key, Subscription Subscription, string Type, string Name, string Service, string Category, string Meter, string Team, Billed Billed, double Daily)
{
    public string Group => $"rg-{Team}-{Subscription.Environment}";

    public string Id => $"/subscriptions/{Subscription.Id}/resourcegroups/{Group}/providers/{Path}";

    /// <summary>A child's type and name take turns with its parent's: <c>microsoft.synapse/workspaces/w/sqlpools/p</c>.</summary>
    private string Path
    {
        get
        {
            string[] types = Type.Split('/');
            return $"{types[0]}/{string.Join('/', types[1..].Zip(Name.Split('/'), (type, name) => $"{type}/{name}"))}";
        }
    }
}
