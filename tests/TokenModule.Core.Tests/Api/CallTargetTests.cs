using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class CallTargetTests
{
    private static readonly ServiceKey Key = TestServiceKeys.CreateForClient();

    [Fact]
    public void Operation_sets_method_and_address()
    {
        ResolvedTarget target = Resolve(new CallTarget
        {
            OperationId = "deleteSubaccount",
            PathParameters = new Dictionary<string, string> { ["subaccountGUID"] = "a b" },
            Query = [new("forceDelete", "true")],
        });

        Assert.Equal(HttpMethod.Delete, target.Method);
        Assert.Equal("https://accounts.example/accounts/v1/subaccounts/a%20b?forceDelete=true", target.Address.AbsoluteUri);
        Assert.Equal("deleteSubaccount", target.Operation?.OperationId);
    }

    [Fact]
    public void Text_of_an_operation_selects_the_operation()
    {
        ResolvedTarget target = Resolve(new CallTarget { Path = "GET /accounts/v1/subaccounts" });

        Assert.Equal("getSubaccounts", target.Operation?.OperationId);
        Assert.Equal("https://accounts.example/accounts/v1/subaccounts", target.Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("DELETE /accounts/v1/subaccounts/1")]
    [InlineData("delete /accounts/v1/subaccounts/1")]
    [InlineData("Get\t  /unknown")]
    [InlineData(" PURGE /accounts/v1/subaccounts")]
    [InlineData("UNSUBSCRIBE /accounts/v1/subaccounts")]
    [InlineData("M-SEARCH /accounts/v1/subaccounts")]
    [InlineData("\ufeffDELETE /accounts/v1/subaccounts/1")]
    [InlineData("DELETE\u00a0/accounts/v1/subaccounts/1")]
    [InlineData("DELETE accounts/v1/subaccounts/1")]
    [InlineData("delete https://accounts.example/accounts/v1/subaccounts/1")]
    [InlineData("OPTIONS *")]
    public void Path_that_starts_with_a_method_is_refused(string path)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => Resolve(new CallTarget { Path = path, Endpoint = "accounts" }));

        Assert.Equal(Failure.RequestInvalid, error.Failure);
        Assert.Contains("-Method", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operation_of_another_service_names_its_api_and_the_kind_of_the_key()
    {
        foreach (BtpOperation operation in OperationCatalog.All.Where(o => !EndpointName.HasEndpoint(Key, o.Endpoint)))
        {
            CallTarget target = new() { OperationId = operation.OperationId, Endpoint = operation.Endpoint };
            BtpApiException error = Assert.Throws<BtpApiException>(() => Resolve(target));

            Assert.Equal(Failure.RequestInvalid, error.Failure);
            Assert.StartsWith(
                $"{operation.OperationId} belongs to the API {EntityType.GetApiName(operation)} and requires a key of ",
                error.Message,
                StringComparison.Ordinal);
            Assert.Contains($"The key 'test-key' of the kind {Key.Kind} has no endpoint", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Did you mean", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("getServiceBindings", "the service 'service-manager', for example with the plan 'subaccount-admin'.")]
    [InlineData("findDestination", "the service 'destination', for example with the plan 'lite'.")]
    [InlineData("getDatasets", "requires a key of this service.")]
    public void Operation_of_another_service_names_the_service_and_the_plan(string id, string expected)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => Resolve(new CallTarget { OperationId = id }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getSubaccounts", true)]
    [InlineData("GETSUBACCOUNTS", true)]
    [InlineData("getSubacounts", true)]
    [InlineData("/getSubaccounts/", true)]
    [InlineData("subaccounts", false)]
    [InlineData("/accounts/v1/subaccounts", false)]
    [InlineData(null, false)]
    public void Name_of_an_operation_as_the_path_of_a_key_with_several_endpoints_is_explained(string? path, bool isNamed)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => Resolve(new CallTarget { Path = path }));

        Assert.StartsWith("The key 'test-key' has several endpoints.", error.Message, StringComparison.Ordinal);
        Assert.Equal(isNamed, error.Message.Contains("Pass it with -Operation getSubaccounts.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("/v1/a /b")]
    [InlineData("v1 a/b")]
    [InlineData("delete  ")]
    [InlineData("subaccounts of a/b")]
    public void Path_with_a_space_is_not_a_method(string path)
    {
        Assert.NotNull(Resolve(new CallTarget { Path = path, Endpoint = "accounts" }).Address);
    }

    [Theory]
    [InlineData("/accounts/v1/subaccounts/#1", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts/#1", "PATCH", false)]
    [InlineData("/accounts/v1/subaccounts/..", "PUT", false)]
    [InlineData("/accounts/v1/subaccounts/.. ", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts/%2E./labels", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts/", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts/ ", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts//labels?a=b", "DELETE", false)]
    [InlineData("/accounts/v1/subaccounts/", "POST", true)]
    [InlineData("/accounts/v1/subaccounts/..", "GET", true)]
    [InlineData("/accounts/v1/subaccounts/a..b", "DELETE", true)]
    [InlineData("/accounts/v1/subaccounts?a=../b/", "DELETE", true)]
    [InlineData("/", "DELETE", true)]
    public void Path_of_a_change_must_identify_the_resource(string path, string method, bool isAllowed)
    {
        CallTarget target = new() { Path = path, Endpoint = "accounts", Method = new HttpMethod(method) };

        BtpApiException? error = Record.Exception(() => Resolve(target)) as BtpApiException;

        Assert.Equal(isAllowed ? null : Failure.RequestInvalid, error?.Failure);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("DELETE", false)]
    public void Method_must_be_the_method_of_the_operation(string method, bool isAllowed)
    {
        CallTarget target = new() { OperationId = "getSubaccounts", Method = new HttpMethod(method) };

        BtpApiException? error = Record.Exception(() => Resolve(target)) as BtpApiException;

        Assert.Equal(isAllowed, error is null);
        if (error is not null)
            Assert.Contains("The method of getSubaccounts is GET, not DELETE.", error.Message);
    }

    [Fact]
    public void Path_belongs_to_the_endpoint_and_its_placeholders_are_filled()
    {
        ResolvedTarget target = Resolve(new CallTarget
        {
            Endpoint = "events",
            Path = "/cloud-management/v1/events/{id}",
            PathParameters = new Dictionary<string, string> { ["id"] = "7" },
        });

        Assert.Equal(HttpMethod.Get, target.Method);
        Assert.Equal("https://events.example/cloud-management/v1/events/7", target.Address.AbsoluteUri);
        Assert.Null(target.Operation);
    }

    [Theory]
    [InlineData("https://accounts.example/x", null, true)]
    [InlineData("https://other.example/x", null, false)]
    [InlineData("https://other.example/x", "other.example", true)]
    public void Complete_address_must_be_allowed(string address, string? allowedHost, bool isAllowed)
    {
        CallTarget target = new() { Address = new Uri(address), AllowedHosts = allowedHost is null ? [] : [allowedHost] };

        BtpApiException? error = Record.Exception(() => Resolve(target)) as BtpApiException;

        Assert.Equal(isAllowed ? null : Failure.HostNotAllowed, error?.Failure);
    }

    private static ResolvedTarget Resolve(CallTarget target) => target.Resolve(Key);
}
