using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>Requests assertions from the endpoint of a CI system.</summary>
internal static class AssertionEndpoint
{
    /// <param name="address">The whole address, from the environment of the job.</param>
    /// <param name="bearer">The access token of the job.</param>
    /// <param name="member">The member of the response that contains the assertion.</param>
    /// <returns>The assertion, or the reason for its absence as a sentence, with its cause.</returns>
    public static async ValueTask<(Secret? Assertion, string Error, Exception? Cause)> RequestAsync(
        HttpMethod method, Uri address, Secret bearer, string member, AssertionRequest request, CancellationToken cancellationToken)
    {
        TransportRequest call = new(method, address)
        {
            Headers = [new("Accept", "application/json")],
            Bearer = bearer,
            // The same request twice issues two assertions, and the second one is used.
            Resend = ResendPolicy.Always,
            Network = request.Network,
        };
        try
        {
            TransportResponse response = await request.Transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccess)
                return (null, $"{call.DisplayAddress} rejected the request ({response.Status}).", null);

            string? assertion = JsonMembers.Parse(response.Body).GetTextOrDefault(System.Text.Encoding.UTF8.GetBytes(member));
            return string.IsNullOrWhiteSpace(assertion)
                ? (null, $"The response of {call.DisplayAddress} has no '{member}'.", null)
                : (new Secret(assertion!.Trim()), string.Empty, null);
        }
        catch (FormatException e)
        {
            return (null, $"The response of {call.DisplayAddress} is not valid JSON.", e);
        }
        catch (TransportException e)
        {
            return (null, e.Message, e);
        }
    }

    /// <summary>Adds a parameter to an address, which can already have a query.</summary>
    public static string AddParameter(string address, string name, string value)
    {
        return $"{address}{(address.Contains('?') ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
    }
}
