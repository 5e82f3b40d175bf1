using TokenModule.Http;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>A request for an assertion.</summary>
/// <param name="ClientId">The client that the assertion authenticates.</param>
/// <param name="Audience">The audience of the assertion.</param>
/// <param name="Transport">Sends requests to the issuer of the assertion.</param>
/// <param name="Network">The network settings of the token request.</param>
/// <param name="Clock">Sets the lifetime of an assertion that the module signs.</param>
internal sealed record AssertionRequest(
    string ClientId, string Audience, HttpTransport Transport, NetworkOptions Network, TimeProvider Clock);
