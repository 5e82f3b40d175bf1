using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TokenModule.Api.Operations;

namespace TokenModule.Interop;

[Collection(nameof(PrismServers))]
[Trait("Category", "Slow")]
public sealed partial class PrismMockTests(PrismServers servers) : IDisposable
{
    private readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [SkippableTheory]
    [InlineData("accounts")]
    [InlineData("entitlements")]
    [InlineData("provisioning")]
    [InlineData("saas_registry")]
    public async Task Prism_knows_each_operation_of_the_catalog(string endpoint)
    {
        servers.Require();
        List<string> unknown = [];
        foreach (BtpOperation operation in SampleOperations.Find(endpoint))
        {
            using HttpResponseMessage response = await SendAsync(endpoint, operation, body: null);
            if (await ReadRoutingErrorOrDefaultAsync(response) is { } error)
                unknown.Add($"{operation}: {error}");
        }

        Assert.Empty(unknown);
    }

    [SkippableTheory]
    [InlineData("accounts", 38)]
    [InlineData("entitlements", 7)]
    [InlineData("provisioning", 16)]
    [InlineData("saas_registry", 18)]
    public void The_catalog_has_each_operation_of_Prism(string endpoint, int expected)
    {
        servers.Require();

        IReadOnlyList<(string Method, string Path)> listed = servers.GetMock(endpoint).Operations;
        BtpOperation[] found = [.. listed.Select(o => OperationCatalog.Find(endpoint, o.Method, o.Path)).OfType<BtpOperation>()];

        Assert.Equal((expected, expected), (listed.Count, found.Distinct().Count()));
        Assert.Equal(expected, SampleOperations.Find(endpoint).Count());
    }

    [SkippableTheory]
    [InlineData("accounts", 14)]
    [InlineData("entitlements", 3)]
    [InlineData("provisioning", 4)]
    [InlineData("saas_registry", 6)]
    public async Task Warnings_about_a_body_equal_the_violations_of_Prism(string endpoint, int expected)
    {
        servers.Require();
        JsonObject document = SapDescription.All.Single(d => d.Endpoint == endpoint).Read();
        List<string> differences = [];
        int operations = 0;
        foreach (BtpOperation operation in SampleOperations.Find(endpoint))
        {
            if (SapDescription.FindBodySchema(document, operation.Method, operation.Path) is not { } schema)
                continue;

            operations++;
            foreach (JsonObject body in new SampleBodies(document, schema).CreateAll())
            {
                string[] warnings = [.. ListWarnings(operation, body)];
                string[] violations = [.. await ListViolationsAsync(endpoint, operation, body)];
                if (!warnings.SequenceEqual(violations))
                    differences.Add($"{operation} {body.ToJsonString()}: {Format(warnings)} differs from {Format(violations)}");
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
        Assert.Equal(expected, operations);
    }

    private static IEnumerable<string> ListWarnings(BtpOperation operation, JsonObject body)
    {
        return BodyCheck.ListWarnings(operation, [.. body.Select(member => member.Key)]).Select(DescribeWarning).Order();
    }

    private async Task<IEnumerable<string>> ListViolationsAsync(string endpoint, BtpOperation operation, JsonObject body)
    {
        using HttpResponseMessage response = await SendAsync(endpoint, operation, body);
        string? header = response.Headers.TryGetValues(PrismViolation.Header, out IEnumerable<string>? values) ? values.Single() : null;
        // The mock also reports the differences between its own examples and the schemas of the responses.
        return PrismViolation.Parse(header)
            .Where(violation => violation.Location.StartsWith("request", StringComparison.Ordinal))
            .Select(DescribeViolation)
            .Order();
    }

    private async Task<HttpResponseMessage> SendAsync(string endpoint, BtpOperation operation, JsonObject? body)
    {
        using HttpRequestMessage request = new(
            new HttpMethod(operation.Method), new Uri(servers.GetMock(endpoint).Address, SampleOperations.FillPath(operation)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sample");
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
            // The documents permit only this text.
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await client.SendAsync(request);
    }

    private static async Task<string?> ReadRoutingErrorOrDefaultAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return null;
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        string type = problem.RootElement.GetProperty("type").GetString()!;
        return type.Contains("#NO_", StringComparison.Ordinal) ? type : null;
    }

    private static string DescribeWarning(string warning)
    {
        string name = QuotedName().Match(warning).Groups[1].Value;
        return warning.Contains("has no member", StringComparison.Ordinal) ? $"unknown {name}" : $"missing {name}";
    }

    private static string DescribeViolation(PrismViolation violation)
    {
        string name = QuotedName().Match(violation.Message).Groups[1].Value;
        return (violation.Location, violation.Code) switch
        {
            ("request/body", "additionalProperties") => $"unknown {name}",
            ("request/body", "required") => $"missing {name}",
            _ => violation.ToString(),
        };
    }

    private static string Format(string[] findings) => findings.Length == 0 ? "nothing" : string.Join(", ", findings);

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex QuotedName();
}
