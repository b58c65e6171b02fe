metadata name = 'Budget'
metadata description = 'Tells when the service itself costs more than it should.'

@description('Required. Name of the budget.')
@minLength(1)
@maxLength(63)
param name string

@description('Required. Amount a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('Required. First day of the month from which it counts, yyyy-MM-dd.')
param start string

@description('Required. Resource id of the action group that is told.')
param actionGroupId string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      actualOver80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: []
        contactGroups: [actionGroupId]
      }
      forecastOver100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactGroups: [actionGroupId]
      }
    }
  }
}
