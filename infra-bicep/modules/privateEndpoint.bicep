metadata name = 'Private endpoint'
metadata description = 'An address in our network for one part of one resource, with its names in private DNS zones.'

import { texts } from 'types.bicep'

@description('Required. Name of the endpoint.')
@maxLength(80)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Resource id of the subnet.')
param subnetId string

@description('Required. Resource id of what is behind the endpoint.')
param targetId string

@description('Required. Which part of it, for example blob.')
param groupId string

@description('Required. Resource ids of the zones that answer for it.')
param zoneIds string[]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    customNetworkInterfaceName: '${name}-nic'
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          privateLinkServiceId: targetId
          groupIds: [groupId]
        }
      }
    ]
  }

  resource zones 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        for (zoneId, i) in zoneIds: {
          name: 'zone${i}'
          properties: { privateDnsZoneId: zoneId }
        }
      ]
    }
  }
}
