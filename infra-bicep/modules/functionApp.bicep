metadata name = 'Function app'
metadata description = 'One function app on Flex Consumption, with a plan of its own.'

import { diagnostics, privateLink, texts } from 'types.bicep'

@description('Required. Name of the app.')
@minLength(2)
@maxLength(60)
param name string

@description('Required. Name of the plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Resource id of the identity that it runs as.')
param identityId string

@description('Required. Address of the container that its package is deployed from.')
param packageContainer string

@description('Required. Memory of an instance in MB; the price of a second is proportional to it.')
@allowed([512, 2048, 4096])
param memoryMb int

@description('Required. Most instances.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Required. App settings.')
param settings texts

@description('Required. Where metrics go.')
param diagnosticsTo diagnostics

@description('Optional. Resource id of the subnet from which it calls others; none: from the internet.')
param subnetId string?

@description('Optional. Private endpoint; none: it is reached over the internet.')
param private privateLink?

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: private == null ? 'Enabled' : 'Disabled'
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { instanceMemoryMB: memoryMb, maximumInstanceCount: maximumInstances }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource appDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'workspace'
  properties: {
    workspaceId: diagnosticsTo.workspaceId
    // Not FunctionAppLogs: Application Insights has the same lines, and both would be paid.
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = if (private != null) {
  name: 'pe-${name}'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: private!.subnetId
    targetId: app.id
    groupId: 'sites'
    zoneIds: [private!.zones.sites]
  }
}

@description('Resource id.')
output resourceId string = app.id

@description('Name.')
output name string = app.name

@description('Address.')
output url string = 'https://${app.properties.defaultHostName}'
