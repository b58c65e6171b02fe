metadata name = 'Observability on Azure'
metadata description = 'Everything that the service needs in one resource group.'

targetScope = 'resourceGroup'

import { assignment, roles, texts } from 'modules/types.bicep'

@description('Optional. Region.')
param location string = resourceGroup().location

@description('Optional. Name that every resource has a part of: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param name string = 'obs'

@description('Required. Which of several deployments this is.')
@allowed(['dev', 'test', 'prod'])
param env string

@description('Optional. Tags of every resource, besides `product` and `env`.')
param tags texts = {}

@description('Required. Mail addresses that are told when something is wrong with the service itself, or when it costs too much.')
@minLength(1)
param alertEmails string[]

@description('Optional. Who runs the service: may put settings and secrets and read logs. Object ids with what they stand for.')
param operators { principalId: string, principalType: 'User' | 'Group' | 'ServicePrincipal' }[] = []

@description('Optional. Object ids of identities that may send lineage events to Event Hubs.')
param lineageSenders string[] = []

@description('Optional. Ids of subscriptions whose resources, metrics and costs the service reads. Deploying it needs the right to assign roles there.')
param watchedSubscriptions string[] = []

@description('Optional. Two function apps from one package, a small one that takes in and a large one that works, instead of one that does both.')
param split bool = false

@description('Optional. Names of the functions that take in; the others work. Used by `split` alone.')
param ingestFunctions string[] = ['Http', 'LineageEvents']

@description('Optional. Names of the functions that work. Used by `split` alone.')
param workFunctions string[] = ['DueTimer', 'WorkMessages']

@description('Optional. Memory in MB of an instance that works, or does both.')
@allowed([512, 2048, 4096])
param workMemoryMb int = 2048

@description('Optional. Memory in MB of an instance that takes in. Used by `split` alone.')
@allowed([512, 2048, 4096])
param ingestMemoryMb int = 512

@description('Optional. Most instances of each function app: a bound of what a flood costs.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Optional. How often data is kept, and how far apart.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Optional. Name of the secret in the vault that holds the key which callers of the HTTP API send; empty: only signed links are answered. Give it once the secret is there.')
param httpKeyName string = ''

@description('Optional. Days that cost exports are kept.')
@minValue(7)
@maxValue(3650)
param exportDays int = 90

@description('Optional. Whether lineage also comes over Event Hubs. Without it: over HTTP, and the namespace is not paid for.')
param eventHubs bool = true

@description('Optional. Throughput units of Event Hubs.')
@minValue(1)
@maxValue(40)
param eventHubsCapacity int = 1

@description('Optional. Partitions of the hub. Cannot be changed later.')
@minValue(1)
@maxValue(32)
param eventHubsPartitions int = 4

@description('Optional. Hours that events are kept in the hub.')
@minValue(1)
@maxValue(168)
param eventHubsRetentionHours int = 24

@description('Optional. Days that rows are kept in the workspace.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Optional. GB a day after which the workspace takes nothing more that day; -1 for no limit.')
param logDailyQuotaGb int = 1

@description('Required. What the resource group may cost a month, in the currency of the subscription, before somebody is told.')
@minValue(1)
param monthlyBudget int

@description('Optional. First day of the month from which the budget counts. The first deployment decides; give that day again later.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Optional. Private endpoints for everything, and a network from which the apps call.')
param privateNetwork bool = false

@description('Optional. Address range of the network. Used by `privateNetwork` alone.')
param addressPrefix string = '10.60.0.0/24'

@description('Optional. Whether the function apps are reached over the internet although the network is private. Used by `privateNetwork` alone.')
param publicHttp bool = false

@description('Optional. Whether the storage account is protected from deletion.')
param lock bool = env == 'prod'

var suffix = '${name}-${env}'
var unique = take(uniqueString(resourceGroup().id, name, env), 8)
var allTags = union({ product: 'observability', env: env }, tags)

// One entry for each function app: what it is called, how large it is, and what it leaves to the other.
var apps = split
  ? [
      { role: 'ingest', memoryMb: ingestMemoryMb, off: workFunctions }
      { role: 'work', memoryMb: workMemoryMb, off: ingestFunctions }
    ]
  : [{ role: 'all', memoryMb: workMemoryMb, off: [] }]

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${suffix}'
    location: location
    tags: allTags
  }
}

module workspace 'modules/workspace.bicep' = {
  name: 'workspace'
  params: {
    name: 'log-${suffix}'
    endpointName: 'dce-${suffix}'
    ruleName: 'dcr-${suffix}'
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    privateIngestion: privateNetwork
    roleAssignments: map(operators, one => union(one, { role: roles.logAnalyticsReader }))
    ruleRoleAssignments: [service(identity.outputs.principalId, roles.monitoringMetricsPublisher)]
  }
}

module insights 'modules/insights.bicep' = {
  name: 'insights'
  params: {
    name: 'appi-${suffix}'
    location: location
    tags: allTags
    workspaceId: workspace.outputs.resourceId
    privateIngestion: privateNetwork
    roleAssignments: [service(identity.outputs.principalId, roles.monitoringMetricsPublisher)]
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: 'vnet-${suffix}'
    location: location
    tags: allTags
    addressPrefix: addressPrefix
    diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
  }
}

var private = privateNetwork
  ? {
      subnetId: network!.outputs.endpointsSubnetId
      zones: network!.outputs.zones
    }
  : null

module monitorLink 'modules/monitorLink.bicep' = if (privateNetwork) {
  name: 'monitor-link'
  params: {
    name: 'ampls-${suffix}'
    location: location
    tags: allTags
    subnetId: network!.outputs.endpointsSubnetId
    zones: network!.outputs.zones
    targets: {
      workspace: workspace.outputs.resourceId
      endpoint: workspace.outputs.endpointId
      insights: insights.outputs.resourceId
    }
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: take('st${name}${env}${unique}', 24)
    location: location
    tags: allTags
    sku: storageSku
    packageContainers: map(apps, app => 'package-${app.role}')
    exportDays: exportDays
    lock: lock
    private: private
    diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
    roleAssignments: map(
      [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor],
      role => service(identity.outputs.principalId, role)
    )
    configRoleAssignments: map(operators, one => union(one, { role: roles.storageBlobDataContributor }))
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: take('kv${name}${env}${unique}', 24)
    location: location
    tags: allTags
    private: private
    diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
    roleAssignments: concat(
      [service(identity.outputs.principalId, roles.keyVaultSecretsUser)],
      map(operators, one => union(one, { role: roles.keyVaultSecretsOfficer }))
    )
  }
}

module hubs 'modules/eventHubs.bicep' = if (eventHubs) {
  name: 'event-hubs'
  params: {
    name: 'evhns-${suffix}-${unique}'
    location: location
    tags: allTags
    capacity: eventHubsCapacity
    partitions: eventHubsPartitions
    retentionHours: eventHubsRetentionHours
    private: private
    diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
    roleAssignments: concat(
      [service(identity.outputs.principalId, roles.eventHubsDataReceiver)],
      map(lineageSenders, sender => service(sender, roles.eventHubsDataSender))
    )
  }
}

module exportsTopic 'modules/exportsTopic.bicep' = {
  name: 'exports-topic'
  params: {
    name: 'evgt-${suffix}'
    location: location
    tags: allTags
    storageName: storage.outputs.name
    queueName: storage.outputs.queueName
    diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
  }
}

// The names that the service reads. docs/azure.md lists them.
var settings = union(
  {
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.outputs.connectionString
    AZURE_CLIENT_ID: identity.outputs.clientId
    AzureWebJobsStorage__accountName: storage.outputs.name
    AzureWebJobsStorage__clientId: identity.outputs.clientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsDisableHomepage: 'true'
    OBS_CONFIG_BLOB: '${storage.outputs.blobEndpoint}config/observability.yaml'
    // Named although there may be no hub: the host looks the names up even for a function that is off.
    OBS_EVENT_GROUP: 'observability'
    OBS_EVENT_HUB: 'lineage'
    OBS_EXPORTS: '${storage.outputs.blobEndpoint}exports'
    OBS_LOGS_ENDPOINT: workspace.outputs.endpoint
    OBS_LOGS_RULE: workspace.outputs.rule
    OBS_TABLES_ENDPOINT: storage.outputs.tableEndpoint
    OBS_VAULT: vault.outputs.endpoint
  },
  // A reference to a secret that is not there stays as it is written, and would be a key that everybody can guess: only when it is said to be there.
  empty(httpKeyName)
    ? {}
    : { OBS_API_KEY: '@Microsoft.KeyVault(SecretUri=${vault.outputs.endpoint}secrets/${httpKeyName})' },
  eventHubs
    ? {
        OBS_EVENTS__clientId: identity.outputs.clientId
        OBS_EVENTS__credential: 'managedidentity'
        OBS_EVENTS__fullyQualifiedNamespace: hubs!.outputs.host
      }
    : { 'AzureWebJobs.LineageEvents.Disabled': 'true' }
)

module functions 'modules/functionApp.bicep' = [
  for app in apps: {
    name: 'function-app-${app.role}'
    params: {
      name: 'func-${suffix}-${app.role}-${unique}'
      planName: 'plan-${suffix}-${app.role}'
      location: location
      tags: allTags
      identityId: identity.outputs.resourceId
      packageContainer: '${storage.outputs.blobEndpoint}package-${app.role}'
      memoryMb: app.memoryMb
      maximumInstances: maximumInstances
      subnetId: privateNetwork ? network!.outputs.functionsSubnetId : null
      private: publicHttp ? null : private
      diagnosticsTo: { workspaceId: workspace.outputs.resourceId }
      settings: union(
        settings,
        // Two apps share the account: the host keeps its locks and checkpoints under this name.
        { AzureFunctionsWebHost__hostid: '${suffix}-${app.role}' },
        toObject(app.off, off => 'AzureWebJobs.${off}.Disabled', _ => 'true')
      )
    }
  }
]

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: allTags
    emails: alertEmails
    workspaceId: workspace.outputs.resourceId
    storageId: storage.outputs.resourceId
    topicId: exportsTopic.outputs.resourceId
    eventHubsId: eventHubs ? hubs!.outputs.resourceId : null
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: {
    name: 'budget-${suffix}'
    amount: monthlyBudget
    start: budgetStart
    actionGroupId: alerts.outputs.actionGroupId
  }
}

module workbooks 'modules/workbooks.bicep' = {
  name: 'workbooks'
  params: {
    location: location
    tags: allTags
    workspaceId: workspace.outputs.resourceId
  }
}

module readers 'modules/subscriptionReader.bicep' = [
  for watched in watchedSubscriptions: {
    name: 'reader-${suffix}'
    scope: subscription(watched)
    params: { principalId: identity.outputs.principalId }
  }
]

func service(principalId string, role string) assignment => {
  principalId: principalId
  principalType: 'ServicePrincipal'
  role: role
}

@description('Names of the function apps, to deploy packages to.')
output functionApps string[] = [for i in range(0, length(apps)): functions[i].outputs.name]

@description('Addresses of the function apps.')
output urls string[] = [for i in range(0, length(apps)): functions[i].outputs.url]

@description('Where the settings are put.')
output configUrl string = '${storage.outputs.blobEndpoint}config/observability.yaml'

@description('Where secrets are put.')
output vaultName string = vault.outputs.name

@description('`logs.endpoint` for a service that runs elsewhere.')
output logsEndpoint string = workspace.outputs.endpoint

@description('`logs.rule` for a service that runs elsewhere.')
output logsRule string = workspace.outputs.rule

@description('Host name of the Event Hubs namespace; empty without one.')
output lineageHost string = eventHubs ? hubs!.outputs.host : ''
