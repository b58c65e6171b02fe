using Microsoft.Azure.Functions.Worker;
using Observability.App.Work;

namespace Observability.App.Triggers;

/// <summary>Does all work that is due and delivers, from where each piece was left to now. Schedule: every minute.</summary>
public sealed class DueTimer(DoDueWork doDueWork)
{
    [Function(nameof(DueTimer))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) => doDueWork.RunAsync(timer.IsPastDue, cancel);
}
