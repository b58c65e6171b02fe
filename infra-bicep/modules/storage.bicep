metadata name = 'Storage'
metadata description = 'State (tables), work (one queue), and blobs: settings, cost exports, deployed packages. Nobody has a key.'

import { assignment, diagnostics, privateLink, texts } from 'types.bicep'

@description('Required. Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. How often data is kept, and how far apart.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param sku string

@description('Required. Names of the containers for deployed packages, one for each function app.')
param packageContainers string[]

@description('Required. Days that cost exports are kept.')
@minValue(7)
@maxValue(3650)
param exportDays int

@description('Required. Roles on the account.')
param roleAssignments assignment[]

@description('Required. Roles on the container of the settings alone.')
param configRoleAssignments assignment[]

@description('Required. Where metrics and logs go.')
param diagnosticsTo diagnostics

@description('Optional. Private endpoints; none: the account is reached over the internet, by who has a role.')
param private privateLink?

@description('Required. Whether the account is protected from deletion.')
param lock bool

var queueName = 'obs-work'
var containers = union(['config', 'exports'], packageContainers)
var services = ['blob', 'queue', 'table']

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: private == null ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      // Azure's own services of this subscription, such as Event Grid and cost exports, come with an identity of theirs.
      bypass: 'AzureServices'
      defaultAction: private == null ? 'Allow' : 'Deny'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // Every state of the settings can be had back.
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource each 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }

  resource queues 'queueServices' = {
    name: 'default'

    resource work 'queues' = {
      name: queueName
    }
  }

  resource tables 'tableServices' = {
    name: 'default'
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            // Leases and checkpoints are rewritten all the time, and each time makes a version.
            name: 'versions-of-the-host'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['azure-webjobs-'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } }
            }
          }
          {
            name: 'versions-of-packages'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: map(packageContainers, container => '${container}/') }
              actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
            }
          }
          {
            name: 'old-exports'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['exports/'] }
              actions: {
                baseBlob: { delete: { daysAfterModificationGreaterThan: exportDays } }
                version: { delete: { daysAfterCreationGreaterThan: 7 } }
              }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource config 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${name}/default/config'
}

resource accountRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in roleAssignments: {
    scope: account
    name: guid(account.id, one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

resource configRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in configRoleAssignments: {
    scope: config
    name: guid(account.id, 'config', one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
    dependsOn: [account::blobs::each]
  }
]

resource accountDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    // Not writes: the host renews leases several times a minute.
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::queues
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    // Messages that are put; among them those that the host gives up.
    logs: [{ category: 'StorageWrite', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::tables
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource deletionLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  scope: account
  name: 'state'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the state of the service.'
  }
}

module endpoints 'privateEndpoint.bicep' = [
  for service in services: if (private != null) {
    name: 'pe-${service}'
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      subnetId: private!.subnetId
      targetId: account.id
      groupId: service
      zoneIds: [private!.zones[service]]
    }
  }
]

@description('Resource id.')
output resourceId string = account.id

@description('Name.')
output name string = account.name

@description('Address of the blobs, with a slash at its end.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Address of the queues, with a slash at its end.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('Address of the tables, with a slash at its end.')
output tableEndpoint string = account.properties.primaryEndpoints.table

@description('Name of the queue of work.')
output queueName string = account::queues::work.name
