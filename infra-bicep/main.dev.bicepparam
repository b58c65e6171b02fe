using 'main.bicep'

param env = 'dev'
param alertEmails = ['data-platform@example.com']
param monthlyBudget = 25
param storageSku = 'Standard_LRS'
param eventHubs = false
param maximumInstances = 5
param logRetentionDays = 30
