using System.Text;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule;

public sealed class SapErrorTests
{
    [Fact]
    public void Cloud_Management_error_has_code_target_details_and_correlation_id()
    {
        SapError? error = Parse("""{"error":{"code":11006,"message":"Too many requests","target":"/accounts","correlationID":"c-1","details":[{"code":"1","message":"slow down"}]}}""");

        Assert.Equal(new SapError("11006", "Too many requests; slow down", "/accounts", "c-1"), error);
    }

    [Theory]
    [InlineData("""{"code":"E93","message":"No such job"}""", "E93", "No such job")]
    [InlineData("""{"error":"invalid_token","error_description":"expired"}""", "invalid_token", "expired")]
    public void Errors_of_other_services_are_parsed(string body, string code, string message)
    {
        SapError? error = Parse(body);

        Assert.Equal((code, message), (error?.Code, error?.Message));
    }

    [Theory]
    [InlineData(
        """{"error":"BrokerError","description":"Service broker error","broker_error":{"StatusCode":400,"Description":"Quota exceeded"}}""",
        "Service broker error; Quota exceeded")]
    [InlineData(
        """{"error":"BrokerError","description":"Service broker error","broker_error":{"ResponseError":"{\"description\":\"No plan\"}"}}""",
        "Service broker error; No plan")]
    [InlineData("""{"error":{"message":"Bad","details":[{"message":"outer","details":[{"message":"inner"}]}]}}""", "Bad; outer; inner")]
    [InlineData("""{"error":{"message":"Bad","details":{"message":"one object"}}}""", "Bad; one object")]
    [InlineData("""{"error":{"message":"Bad","details":["plain text"]}}""", "Bad; plain text")]
    [InlineData("""{"error":{"message":"Quota","details":[{"message":"quota"},{"message":"Quota exceeded."}]}}""", "Quota exceeded")]
    public void Cause_is_found_wherever_a_service_puts_it(string body, string expected) => Assert.Equal(expected, Parse(body)?.Message);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"error":[]}""")]
    [InlineData("""{"message":"\ud800"}""")]
    public void Other_content_is_not_an_SAP_error(string body) => Assert.Null(Parse(body));

    [Fact]
    public void Server_message_is_one_short_line_without_the_token()
    {
        SapError? error = Parse($$"""{"message":"bad\u001b[31m\r\ncanary-token {{new string('x', 1000)}}"}""");

        Assert.DoesNotContain("canary", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(error.Message.Length, 1, 301);
    }

    [Fact]
    public void Shortened_message_contains_no_part_of_a_token()
    {
        SapError? error = Parse($$"""{"message":"{{new string('x', 290)}} canary-token","details":[{"message":"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA"}]}""");

        Assert.DoesNotContain("canary", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.Message, StringComparison.Ordinal);
    }

    private static SapError? Parse(string body)
    {
        return SapError.ParseOrDefault(
            new TransportResponse(400, "Bad Request", new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)),
            new Secret("canary-token"));
    }
}
