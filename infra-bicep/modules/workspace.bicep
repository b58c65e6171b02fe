metadata name = 'Log Analytics workspace'
metadata description = 'The workspace, the tables that the service writes, and the way in for their rows.'

import { assignment, texts } from 'types.bicep'

@description('Required. Name of the workspace.')
@minLength(4)
@maxLength(63)
param name string

@description('Required. Name of the data collection endpoint.')
@minLength(3)
@maxLength(44)
param endpointName string

@description('Required. Name of the data collection rule.')
@minLength(3)
@maxLength(64)
param ruleName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Days that rows are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Required. GB a day after which nothing more is taken that day; -1 for no limit.')
param dailyQuotaGb int

@description('Required. Roles on the workspace.')
param roleAssignments assignment[]

@description('Required. Roles on the data collection rule.')
param ruleRoleAssignments assignment[]

@description('Required. Whether rows come over a private link only. Reading stays open to who has a role, so that workbooks work in the portal.')
param privateIngestion bool

var schema = loadJsonContent('../telemetry.json')

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    publicNetworkAccessForIngestion: privateIngestion ? 'Disabled' : 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
  }

  @batchSize(1) // a workspace changes one table at a time
  resource tables 'tables' = [
    for table in schema.tables: {
      name: table.name
      properties: {
        plan: 'Analytics'
        retentionInDays: retentionDays
        schema: {
          name: table.name
          description: table.description
          columns: map(table.columns, column => {
            name: column.name
            type: column.type == 'datetime' ? 'dateTime' : column.type
            description: column.description
          })
        }
      }
    }
  ]
}

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = {
  name: endpointName
  location: location
  tags: tags
  properties: {
    networkAcls: { publicNetworkAccess: privateIngestion ? 'Disabled' : 'Enabled' }
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: ruleName
  location: location
  tags: tags
  properties: {
    dataCollectionEndpointId: endpoint.id
    streamDeclarations: toObject(schema.tables, table => table.stream, table => {
      columns: map(table.columns, column => {
        name: column.name
        type: column.type
      })
    })
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }]
    }
    dataFlows: [
      for table in schema.tables: {
        streams: [table.stream]
        destinations: ['workspace']
        transformKql: 'source'
        outputStream: table.stream
      }
    ]
  }
  dependsOn: [workspace::tables]
}

resource workspaceRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in roleAssignments: {
    scope: workspace
    name: guid(workspace.id, one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

resource ruleRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in ruleRoleAssignments: {
    scope: rule
    name: guid(rule.id, one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

resource workspaceDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'workspace'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'Audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the workspace.')
output resourceId string = workspace.id

@description('Name of the workspace.')
output name string = workspace.name

@description('Resource id of the data collection endpoint.')
output endpointId string = endpoint.id

@description('Address of the data collection endpoint.')
output endpoint string = endpoint.properties.logsIngestion.endpoint

@description('Immutable id of the data collection rule.')
output rule string = rule.properties.immutableId
