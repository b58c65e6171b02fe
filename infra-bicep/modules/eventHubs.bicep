metadata name = 'Event Hubs'
metadata description = 'The stream of lineage events. Nobody has a key.'

import { assignment, diagnostics, privateLink, texts } from 'types.bicep'

@description('Required. Name of the namespace.')
@minLength(6)
@maxLength(50)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Throughput units: 1 MB/s in and 2 MB/s out each.')
@minValue(1)
@maxValue(40)
param capacity int

@description('Required. Partitions of the hub: at most as many instances read at once. Cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitions int

@description('Required. Hours that events are kept.')
@minValue(1)
@maxValue(168)
param retentionHours int

@description('Required. Roles on the hub.')
param roleAssignments assignment[]

@description('Required. Where metrics and logs go.')
param diagnosticsTo diagnostics

@description('Optional. Private endpoints; none: the namespace is reached over the internet, by who has a role.')
param private privateLink?

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: capacity }
  properties: {
    disableLocalAuth: true
    isAutoInflateEnabled: false
    minimumTlsVersion: '1.2'
    publicNetworkAccess: private == null ? 'Enabled' : 'Disabled'
  }

  resource lineage 'eventhubs' = {
    name: 'lineage'
    properties: {
      partitionCount: partitions
      retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: retentionHours }
    }

    resource reader 'consumergroups' = {
      name: 'observability'
    }
  }

  resource network 'networkRuleSets' = {
    name: 'default'
    properties: {
      publicNetworkAccess: private == null ? 'Enabled' : 'Disabled'
      defaultAction: private == null ? 'Allow' : 'Deny'
      trustedServiceAccessEnabled: private != null
    }
  }
}

resource hubRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in roleAssignments: {
    scope: namespace::lineage
    name: guid(namespace.id, 'lineage', one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

resource namespaceDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    logs: [
      { category: 'OperationalLogs', enabled: true }
      { category: 'RuntimeAuditLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = if (private != null) {
  name: 'pe-namespace'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: private!.subnetId
    targetId: namespace.id
    groupId: 'namespace'
    zoneIds: [private!.zones.namespace]
  }
}

@description('Resource id of the namespace.')
output resourceId string = namespace.id

@description('Host name of the namespace.')
output host string = replace(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':443/', '')

@description('Name of the hub.')
output hubName string = namespace::lineage.name

@description('Name of the consumer group that the service reads with.')
output consumerGroup string = namespace::lineage::reader.name
