namespace Observability.Infra.Templates;

/// <summary>What has to hold of every deployment, whatever its parameters.</summary>
public sealed class SecurityTests(Bicep bicep)
{
    public static TheoryData<string> All => Deployments.Names;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Storage_has_no_keys_no_public_blobs_and_no_old_TLS(string name)
    {
        Predicted made = await bicep.PredictAsync(name);

        Says(
            made.One("Microsoft.Storage/storageAccounts"),
            ("allowSharedKeyAccess", "false"),
            ("allowBlobPublicAccess", "false"),
            ("allowCrossTenantReplication", "false"),
            ("minimumTlsVersion", "TLS1_2"),
            ("supportsHttpsTrafficOnly", "true"));
        Assert.All(made.Of("Microsoft.Storage/storageAccounts/blobServices/containers"), c => Says(c, ("publicAccess", "None")));
        Says(made.One("Microsoft.Storage/storageAccounts/blobServices"), ("isVersioningEnabled", "true"), ("deleteRetentionPolicy.enabled", "true"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Event_Hubs_have_no_keys_and_no_old_TLS(string name) =>
        Assert.All((await bicep.PredictAsync(name)).Of("Microsoft.EventHub/namespaces"), n => Says(n, ("disableLocalAuth", "true"), ("minimumTlsVersion", "1.2")));

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_monitored_is_sent_with_an_identity(string name)
    {
        Predicted made = await bicep.PredictAsync(name);

        Says(made.One("Microsoft.Insights/components"), ("DisableLocalAuth", "true"), ("IngestionMode", "LogAnalytics"), ("WorkspaceResourceId", made.One("Microsoft.OperationalInsights/workspaces").Id));
        Says(made.One("Microsoft.OperationalInsights/workspaces"), ("features.disableLocalAuth", "true"));
        Assert.All(made.Of("Microsoft.Web/sites/config"), s => Assert.EndsWith(";Authorization=AAD', " + Identity(made) + ".clientId)]", s["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_vault_knows_roles_only_and_forgets_nothing_for_good(string name) => Says(
        (await bicep.PredictAsync(name)).One("Microsoft.KeyVault/vaults"),
        ("enableRbacAuthorization", "true"),
        ("enablePurgeProtection", "true"),
        ("enableSoftDelete", "true"),
        ("accessPolicies", null));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Function_apps_speak_TLS_alone_and_have_no_passwords(string name)
    {
        Predicted made = await bicep.PredictAsync(name);

        foreach (PredictedResource app in made.Of("Microsoft.Web/sites"))
        {
            Says(
                app,
                ("httpsOnly", "true"),
                ("siteConfig.minTlsVersion", "1.2"),
                ("siteConfig.scmMinTlsVersion", "1.2"),
                ("siteConfig.ftpsState", "Disabled"),
                ("functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"));
            Assert.Equal("UserAssigned", (string?)app.Json["identity"]!["type"]);
            Assert.Equal(["ftp", "scm"], made.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Where(p => p.Name.StartsWith(app.Name + "/", StringComparison.Ordinal) && p["allow"] == "false").Select(p => p.Name.Split('/')[1]).Order());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Function_apps_run_dotnet_10_isolated_on_Flex_Consumption(string name)
    {
        Predicted made = await bicep.PredictAsync(name);

        Assert.All(made.Of("Microsoft.Web/serverfarms"), p => Assert.Equal("FC1", (string?)p.Json["sku"]!["name"]));
        Assert.All(made.Of("Microsoft.Web/sites"), a => Says(a, ("functionAppConfig.runtime.name", "dotnet-isolated"), ("functionAppConfig.runtime.version", "10.0")));
        Assert.All(made.Of("Microsoft.Web/sites/config"), s => Says(s, ("FUNCTIONS_WORKER_RUNTIME", null), ("FUNCTIONS_EXTENSION_VERSION", null), ("WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", null), ("AzureWebJobsStorage", null)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_output_holds_a_secret(string name) => Assert.All(
        (await bicep.PredictAsync(name)).Outputs,
        o => Assert.DoesNotMatch("(?i)(connectionstring|secret|password|instrumentationkey|listkeys)", o.Value!.ToJsonString()));

    [Fact]
    public async Task The_key_of_callers_is_a_reference_and_only_where_it_is_said_to_be_there()
    {
        Assert.All((await bicep.PredictAsync("longest")).Of("Microsoft.Web/sites/config"), s => Assert.StartsWith("[format('@Microsoft.KeyVault(SecretUri={0}secrets/{1})'", s["OBS_API_KEY"], StringComparison.Ordinal));
        Assert.All((await bicep.PredictAsync("dev")).Of("Microsoft.Web/sites/config"), s => Says(s, ("OBS_API_KEY", null)));
    }

    private static string Identity(Predicted made) => $"reference('{made.One("Microsoft.ManagedIdentity/userAssignedIdentities").Id}', '2024-11-30')";

    private static void Says(PredictedResource resource, params (string Path, string? Value)[] what) =>
        Assert.Equal(what, what.Select(w => (w.Path, resource[w.Path])));
}
