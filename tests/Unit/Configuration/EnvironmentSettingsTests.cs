using Observability.Core.Configuration;

namespace Observability.Unit.Configuration;

public sealed class EnvironmentSettingsTests
{
    [Theory]
    [InlineData("analytics-dev", null, true)]
    [InlineData("analytics-prod", null, false)]
    [InlineData(null, "Environment=Development", true)]
    [InlineData("analytics-prod", "env=prod", false)]
    [InlineData("devices", null, false)]
    public void Names_and_tags_tell_what_is_not_production(string? account, string? tag, bool nonProduction)
    {
        Dictionary<string, string> tags = tag is null ? [] : new() { [tag.Split('=')[0]] = tag.Split('=')[1] };

        Assert.Equal(nonProduction, new EnvironmentSettings().IsNonProduction(account, tags));
    }
}
