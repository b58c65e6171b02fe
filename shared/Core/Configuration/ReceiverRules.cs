namespace Observability.Core.Configuration;

/// <summary>What must hold within one receiver.</summary>
internal static class ReceiverRules
{
    public static IEnumerable<SettingsProblem> Check(ReceiverSettings receiver, string path)
    {
        bool addressed = receiver.Type != ReceiverType.Console;
        if (addressed && receiver.Url is null)
        {
            yield return new($"{path}.url", $"a receiver of type {SettingsJson.Word(receiver.Type)} needs a url: write env:NAME or file:PATH of where it is kept");
        }

        if (!addressed && receiver.Url is not null)
        {
            yield return new($"{path}.url", "the console has no url");
        }

        if (receiver.Url is { IsLiteral: true } literal && addressed && Literal(receiver, literal.Text) is { } problem)
        {
            yield return new($"{path}.url", problem);
        }

        if (receiver.Secret is { IsLiteral: true })
        {
            yield return new($"{path}.secret", Keep("a signing secret"));
        }

        if (receiver.Secret is not null && receiver.Type != ReceiverType.Webhook)
        {
            yield return new($"{path}.secret", "only receivers of type webhook are signed");
        }
    }

    /// <summary>Teams and Slack addresses are secrets as a whole; a webhook's is when it carries a query or a user.</summary>
    private static string? Literal(ReceiverSettings receiver, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("https" or "http"))
        {
            return "expected env:NAME, file:PATH or an https address";
        }

        bool secret = receiver.Type != ReceiverType.Webhook || url.Query.Length > 0 || url.UserInfo.Length > 0;
        return secret && !(receiver.AllowLocal && url.IsLoopback) ? Keep("whoever knows this address can post to it: it")
            : url.Scheme == "http" && !receiver.AllowLocal ? "expected https; for trying things out, set allow_local: true"
            : null;
    }

    private static string Keep(string what) =>
        $"{what} must not stand in this file; put it into an environment variable or a file and write env:NAME or file:PATH here";
}
