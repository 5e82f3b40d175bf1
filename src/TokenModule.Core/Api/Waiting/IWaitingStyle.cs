using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>Recognizes one form in which services report that an operation continues after the response.</summary>
internal interface IWaitingStyle
{
    /// <param name="request">The request.</param>
    /// <param name="response">The response.</param>
    /// <param name="root">The body of the response. Undefined when the body is empty or not valid JSON.</param>
    /// <returns>The operation in progress, or null when the response does not have this form.</returns>
    LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root);
}
