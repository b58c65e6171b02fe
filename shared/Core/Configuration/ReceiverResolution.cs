namespace Observability.Core.Configuration;

/// <summary>Receivers with their secrets, and what could not be resolved.</summary>
public sealed record ResolvedReceivers(IReadOnlyList<Receiver> Receivers, IReadOnlyList<SettingsProblem> Problems);

/// <summary>From settings to receivers that can be sent to.</summary>
public static class ReceiverResolution
{
    public static ResolvedReceivers Resolve(this Settings settings, Secrets secrets)
    {
        List<Receiver> receivers = [];
        List<SettingsProblem> problems = [];
        foreach ((int i, ReceiverSettings one) in settings.Receivers.Index())
        {
            int before = problems.Count;
            string? url = Value(one.Url, $"receivers[{i}].url", secrets, problems);
            string? secret = Value(one.Secret, $"receivers[{i}].secret", secrets, problems);
            Uri? address = null;
            if (url is not null && !Uri.TryCreate(url, UriKind.Absolute, out address))
            {
                problems.Add(new($"receivers[{i}].url", $"{one.Url} holds no address"));
            }

            if (problems.Count == before)
            {
                receivers.Add(new()
                {
                    Name = one.Name,
                    Type = SettingsJson.Word(one.Type),
                    Url = address,
                    Secret = secret,
                    Detail = one.Detail,
                    AllowLocal = one.AllowLocal,
                });
            }
        }

        return new(receivers, problems);
    }

    private static string? Value(SecretReference? reference, string path, Secrets secrets, List<SettingsProblem> problems)
    {
        if (reference is null)
        {
            return null;
        }

        string? value = secrets.Resolve(reference);
        if (value is null)
        {
            problems.Add(new(path, $"{reference} is not set, empty or cannot be read"));
        }

        return value;
    }
}
