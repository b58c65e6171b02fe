metadata name = 'Types and constants'
metadata description = 'What several modules take in the same form.'

@export()
@description('Somebody who gets a role on the resource that a module makes.')
type assignment = {
  @description('Required. Object id of the identity, user or group.')
  principalId: string

  @description('Required. What the object id stands for; without it an identity made a moment ago is not found.')
  principalType: 'ServicePrincipal' | 'User' | 'Group'

  @description('Required. Id of a built-in role, one of `roles`.')
  role: string
}

@export()
@description('Texts by name: tags, settings, zones.')
type texts = { *: string }

@export()
@description('Where resources write metrics and audit logs.')
type diagnostics = {
  @description('Required. Resource id of the Log Analytics workspace.')
  workspaceId: string
}

@export()
@description('Where private endpoints stand.')
type privateLink = {
  @description('Required. Resource id of the subnet for private endpoints.')
  subnetId: string

  @description('Required. Resource ids of private DNS zones by the group id of what they answer for: blob, queue, table, vault, namespace, sites.')
  zones: texts
}

@export()
@description('Built-in roles of Azure, by what they are called.')
var roles = {
  costManagementReader: '72fafb9e-0641-4937-9268-a91bfd8191a3'
  eventHubsDataReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  eventHubsDataSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  logAnalyticsReader: '73c42c96-874c-492b-b04d-ab87d138a893'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageQueueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
