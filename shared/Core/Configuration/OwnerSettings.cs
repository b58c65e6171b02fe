using System.ComponentModel;
using Observability.Core.Primitives;

namespace Observability.Core.Configuration;

/// <summary>Who looks after some subjects.</summary>
public sealed record OwnerSettings
{
    [Description("A subject, with * and ?, for example job:finance/* or dataset:*gold*.")]
    public required string Subject { get; init; }

    [Description("A team or a person.")]
    public required string Owner { get; init; }
}

public static class Ownership
{
    /// <summary>The owner of the first entry that matches; null when none does.</summary>
    public static string? OwnerOf(this Settings settings, Subject subject) =>
        settings.Owners.FirstOrDefault(o => Glob.Matches(o.Subject, subject.Text))?.Owner;
}
