metadata name = 'Key Vault'
metadata description = 'Addresses and signing secrets of receivers.'

import { assignment, diagnostics, privateLink, texts } from 'types.bicep'

@description('Required. Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Roles on the vault.')
param roleAssignments assignment[]

@description('Required. Where metrics and logs go.')
param diagnosticsTo diagnostics

@description('Optional. Private endpoints; none: the vault is reached over the internet, by who has a role.')
param private privateLink?

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: private == null ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: private == null ? 'Allow' : 'Deny'
    }
  }
}

resource vaultRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in roleAssignments: {
    scope: vault
    name: guid(vault.id, one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

resource vaultDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = if (private != null) {
  name: 'pe-vault'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: private!.subnetId
    targetId: vault.id
    groupId: 'vault'
    zoneIds: [private!.zones.vault]
  }
}

@description('Resource id.')
output resourceId string = vault.id

@description('Name.')
output name string = vault.name

@description('Address, with a slash at its end.')
output endpoint string = vault.properties.vaultUri
