using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>What is not production.</summary>
public sealed record EnvironmentSettings
{
    public NonProductionSettings NonProduction { get; init; } = new();

    /// <param name="subAccount">FOCUS SubAccountName or SubAccountId; null when unknown.</param>
    /// <param name="tags">Tags of the charge or the resource.</param>
    public bool IsNonProduction(string? subAccount, IReadOnlyDictionary<string, string> tags) =>
        NonProduction.SubAccounts.Any(glob => subAccount is not null && Glob.MatchesAnyCase(glob, subAccount))
        || tags.Select(tag => $"{tag.Key}={tag.Value}").Any(tag => NonProduction.Tags.Any(glob => Glob.MatchesAnyCase(glob, tag)));
}

/// <summary>Any of these means that something is not production. Upper and lower case are the same.</summary>
public sealed record NonProductionSettings
{
    [Description("Names or ids of sub-accounts (Azure: subscriptions), with * and ?.")]
    public IReadOnlyList<string> SubAccounts { get; init; } =
        ["dev", "*-dev", "*-dev-*", "dev-*", "*-test", "test-*", "*-staging", "*-sandbox", "*nonprod*", "*non-prod*"];

    [Description("key=value of tags, with * and ?.")]
    public IReadOnlyList<string> Tags { get; init; } =
        ["env=dev*", "env=test*", "env=staging", "env=sandbox", "environment=dev*", "environment=test*", "environment=staging", "environment=sandbox", "env*=non*prod*"];
}
