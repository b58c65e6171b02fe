namespace Observability.Adapters.Http;

/// <summary>A receiver's name leads to an address that is not of the internet.</summary>
public sealed class PrivateAddressException(string message) : HttpRequestException(message);
