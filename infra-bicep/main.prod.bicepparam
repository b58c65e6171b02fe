using 'main.bicep'

param env = 'prod'
param alertEmails = ['data-platform@example.com', 'on-call@example.com']
param operators = [
  { principalId: '11111111-1111-1111-1111-111111111111', principalType: 'Group' }
]
param lineageSenders = ['22222222-2222-2222-2222-222222222222']
param watchedSubscriptions = ['33333333-3333-3333-3333-333333333333']
param monthlyBudget = 250
param split = true
param httpKeyName = 'api-key'
param eventHubsPartitions = 8
param eventHubsRetentionHours = 72
param logDailyQuotaGb = 5
param privateNetwork = true
param tags = { owner: 'data-platform', costCenter: '1234' }
