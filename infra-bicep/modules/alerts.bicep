metadata name = 'Alerts'
metadata description = 'Watches the watcher: what is wrong with the service itself, told by Azure Monitor and not by the service.'

import { texts } from 'types.bicep'

@description('Required. Ending of the names: the product and its environment.')
param suffix string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Mail addresses that are told.')
param emails string[]

@description('Required. Resource id of the workspace.')
param workspaceId string

@description('Required. Resource id of the storage account.')
param storageId string

@description('Required. Resource id of the Event Grid topic.')
param topicId string

@description('Optional. Resource id of the Event Hubs namespace.')
param eventHubsId string?

var logAlerts = [
  {
    name: 'no-tick'
    displayName: 'Observability does no work'
    description: 'No tick of the service succeeded, or none could be written, for 15 minutes.'
    query: loadTextContent('../alerts/no-tick.kql')
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'dead-letters'
    displayName: 'Observability gave something up'
    description: 'Records that could not be used, or messages that could not be delivered.'
    query: loadTextContent('../alerts/dead-letters.kql')
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failed-invocations'
    displayName: 'Functions of Observability fail'
    description: 'More than five invocations threw within 15 minutes.'
    query: loadTextContent('../alerts/failed-invocations.kql')
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'backlog'
    displayName: 'Observability does not keep up'
    description: 'Work that is due waits for more than 15 minutes.'
    query: loadTextContent('../alerts/backlog.kql')
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
  }
]

var metricAlerts = concat(
  [
    {
      name: 'storage-away'
      description: 'The storage account answers less than 99 % of requests.'
      scope: storageId
      namespace: 'Microsoft.Storage/storageAccounts'
      metric: 'Availability'
      aggregation: 'Average'
      operator: 'LessThan'
      threshold: 99
    }
    {
      name: 'exports-unseen'
      description: 'Signals of new cost exports were dropped: their files are read only where a source of type azure-cost-export looks for them.'
      scope: topicId
      namespace: 'Microsoft.EventGrid/systemTopics'
      metric: 'DroppedEventCount'
      aggregation: 'Total'
      operator: 'GreaterThan'
      threshold: 0
    }
  ],
  eventHubsId == null
    ? []
    : [
        {
          name: 'events-throttled'
          description: 'Senders of lineage events are slowed down: raise the throughput units.'
          scope: eventHubsId!
          namespace: 'Microsoft.EventHub/namespaces'
          metric: 'ThrottledRequests'
          aggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
)

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'obs'
    emailReceivers: [
      for (email, i) in emails: {
        name: 'mail${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource onLogs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: 'alert-${alert.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.displayName
      description: alert.description
      enabled: true
      severity: alert.severity
      scopes: [workspaceId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      // The tables of Azure's own come into being with their first row.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]

resource onMetrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in metricAlerts: {
    name: 'alert-${alert.name}-${suffix}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      enabled: true
      severity: 2
      scopes: [alert.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.metric
            metricNamespace: alert.namespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      actions: [{ actionGroupId: group.id }]
    }
  }
]

@description('Resource id of the action group.')
output actionGroupId string = group.id
