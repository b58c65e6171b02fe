metadata name = 'Identity'
metadata description = 'The one identity that the function apps run as.'

import { texts } from 'types.bicep'

@description('Required. Name of the user-assigned identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output resourceId string = identity.id

@description('Object id, for role assignments.')
output principalId string = identity.properties.principalId

@description('Client id, for settings of apps.')
output clientId string = identity.properties.clientId
