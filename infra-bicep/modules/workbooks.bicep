metadata name = 'Workbooks'
metadata description = 'The workbooks of dashboards/workbooks, for everybody who may read the workspace.'

import { texts } from 'types.bicep'

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags texts

@description('Required. Resource id of the workspace.')
param workspaceId string

var files = {
  overview: loadTextContent('../../dashboards/workbooks/overview.workbook.json')
  pipelines: loadTextContent('../../dashboards/workbooks/pipelines.workbook.json')
  freshness: loadTextContent('../../dashboards/workbooks/freshness.workbook.json')
  health: loadTextContent('../../dashboards/workbooks/health.workbook.json')
}

resource workbooks 'Microsoft.Insights/workbooks@2023-06-01' = [
  for file in items(files): {
    name: guid(workspaceId, file.key)
    location: location
    tags: tags
    kind: 'shared'
    properties: {
      category: 'workbook'
      displayName: 'Observability: ${file.key}'
      sourceId: workspaceId
      version: '1.0'
      // As it is imported by hand, the first workspace is chosen; here it is known which one.
      serializedData: replace(file.value, '"value::1"', '"${workspaceId}"')
    }
  }
]
