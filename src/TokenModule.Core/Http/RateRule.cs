using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TokenModule.Http;

/// <summary>The number of requests that a service accepts within a period.</summary>
internal sealed record RateRule(int Requests, TimeSpan Period)
{
    private const int MaximumRequests = 100_000;
    private const int MaximumBody = 64 * 1024;

    private static readonly TimeSpan MaximumPeriod = TimeSpan.FromHours(1);

    // Cloud Management, error 11007: "Maximum request rate limit is 8 requests in 2 seconds".
    private static readonly Regex Sentence = new(
        @"(?<requests>\d{1,6})\s+requests?\s+(in|per|every|within)\s+(an?\s+)?(?<count>\d{1,7})?\s*(?<unit>ms|milli|s|m|h)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    // RateLimit-Policy: 8;w=2 or "default";q=8;w=2 (draft-ietf-httpapi-ratelimit-headers).
    private static readonly Regex Policy = new(
        @"(^|q=)(?<requests>\d{1,6})\b.*?\bw=(?<count>\d{1,7})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <returns>The rule that a 429 response states, or null when it states none.</returns>
    public static RateRule? ReadOrDefault(TransportResponse response)
    {
        if (response.StatusCode != 429)
            return null;

        string body = response.Body.Length <= MaximumBody ? Encoding.UTF8.GetString(response.Body) : string.Empty;
        string policy = response.GetHeaderOrDefault("RateLimit-Policy") ?? string.Empty;
        return CreateOrDefault(Sentence.Match(body)) ?? CreateOrDefault(Policy.Match(policy));
    }

    public override string ToString() => FormattableString.Invariant($"{Requests} requests in {Period.TotalSeconds:0.###} s");

    private static RateRule? CreateOrDefault(Match match)
    {
        if (!match.Success)
            return null;

        int requests = ParseNumber(match.Groups["requests"], absent: 0);
        TimeSpan period = TimeSpan.FromSeconds(ParseNumber(match.Groups["count"], absent: 1) * GetSeconds(match.Groups["unit"].Value));
        bool isUsable = requests is > 0 and <= MaximumRequests && period > TimeSpan.Zero && period <= MaximumPeriod;
        return isUsable ? new RateRule(requests, period) : null;
    }

    private static int ParseNumber(Group number, int absent)
    {
        return number.Success ? int.Parse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture) : absent;
    }

    private static double GetSeconds(string unit) => unit.ToUpperInvariant() switch
    {
        "MS" or "MILLI" => 0.001,
        "M" => 60,
        "H" => 3600,
        _ => 1,
    };
}
