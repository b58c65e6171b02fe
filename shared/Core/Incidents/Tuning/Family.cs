using Observability.Core.Primitives;

namespace Observability.Core.Incidents.Tuning;

/// <summary>Series that are alike: the same measure of subjects of one kind in one namespace; of spend, of the same dimensions in one sub-account.</summary>
public static class Family
{
    /// <summary><c>job:airflow</c> of <c>job:airflow/orders_daily</c>, <c>dataset:abfss://lake</c> of <c>dataset:abfss://lake/raw/orders</c>, <c>spend:SubAccountId=a,ServiceName</c>.</summary>
    public static string Of(Subject subject)
    {
        string name = subject.Name;
        if (subject.IsSpend)
        {
            string[] dimensions = name.Split(',');
            return "spend:" + string.Join(',', dimensions.Select((d, i) => i == 0 || !d.Contains('=', StringComparison.Ordinal) ? d : d[..d.IndexOf('=', StringComparison.Ordinal)]));
        }

        int scheme = name.IndexOf("://", StringComparison.Ordinal);
        int end = name.IndexOf('/', scheme < 0 ? 0 : scheme + 3);
        return end < 0 ? subject.Kind + ":" : $"{subject.Kind}:{name[..end]}";
    }
}
