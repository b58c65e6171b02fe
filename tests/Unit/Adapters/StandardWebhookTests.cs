using System.Text;
using Observability.Adapters.Webhook;

namespace Observability.Unit.Adapters;

public sealed class StandardWebhookTests
{
    [Theory] // the specification's own example
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void It_signs_as_the_reference_does(string secret) =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            StandardWebhook.Sign(
                StandardWebhook.Key(secret)!, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_dG9vIHNob3J0")]
    [InlineData("whsec_not base64 at all, but long enough to be")]
    public void A_secret_that_is_none_gives_no_key(string secret) => Assert.Null(StandardWebhook.Key(secret));
}
