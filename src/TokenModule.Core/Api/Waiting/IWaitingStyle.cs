using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>One way in which services say that what they were asked for is not done yet.</summary>
internal interface IWaitingStyle
{
    /// <param name="root">The answer's body; undefined where it has none.</param>
    /// <returns>The work it began; null where this style sees none.</returns>
    LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root);
}
