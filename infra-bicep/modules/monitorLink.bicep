metadata name = 'Private link to Azure Monitor'
metadata description = 'Rows and traces go to the workspace over the private network.'

import { texts } from 'types.bicep'

@description('Required. Name of the private link scope.')
@minLength(1)
@maxLength(77)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Resource id of the subnet for private endpoints.')
param subnetId string

@description('Required. Resource ids of zones, by what they answer for: monitor, ods, oms, agents and blob are used.')
param zones texts

@description('Required. Resource ids that are reached through it, by a name for each.')
param targets texts

resource scope 'microsoft.insights/privateLinkScopes@2021-09-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    // Reading stays open, so that workbooks work in the portal; what may be sent is decided by each target.
    accessModeSettings: { ingestionAccessMode: 'PrivateOnly', queryAccessMode: 'Open' }
  }

  resource members 'scopedResources' = [
    for target in items(targets): {
      name: target.key
      properties: { linkedResourceId: target.value }
    }
  ]
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'pe-monitor'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: subnetId
    targetId: scope.id
    groupId: 'azuremonitor'
    zoneIds: map(['monitor', 'ods', 'oms', 'agents', 'blob'], zone => zones[zone])
  }
}
