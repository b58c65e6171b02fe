metadata name = 'Reader of a subscription'
metadata description = 'Lets the service see resources, metrics and costs of a subscription that it watches, and change nothing.'

targetScope = 'subscription'

import { roles } from 'types.bicep'

@description('Required. Object id of the identity of the service.')
param principalId string

resource readers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.reader, roles.costManagementReader]: {
    name: guid(subscription().id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
