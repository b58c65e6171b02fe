metadata name = 'Application Insights'
metadata description = 'Traces, requests and failures of the function apps, in the workspace.'

import { assignment, texts } from 'types.bicep'

@description('Required. Name of the component.')
@minLength(1)
@maxLength(260)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Resource id of the workspace.')
param workspaceId string

@description('Required. Roles on the component.')
param roleAssignments assignment[]

@description('Required. Whether data comes over a private link only.')
param privateIngestion bool

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspaceId
    publicNetworkAccessForIngestion: privateIngestion ? 'Disabled' : 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
  }
}

resource componentRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in roleAssignments: {
    scope: component
    name: guid(component.id, one.principalId, one.role)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', one.role)
    }
  }
]

@description('Resource id.')
output resourceId string = component.id

@description('Where data is sent. Names the component; sending needs a role besides.')
output connectionString string = component.properties.ConnectionString
