using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class OperationCatalogTests
{
    [Theory]
    [InlineData("accounts", 38)]
    [InlineData("entitlements", 7)]
    [InlineData("provisioning", 16)]
    [InlineData("saas_registry", 18)]
    public void Catalog_contains_every_operation_that_SAP_documents(string endpoint, int count)
    {
        Assert.Equal(count, OperationCatalog.All.Count(o => o.Endpoint == endpoint && o.SourceCode == OperationSource.OpenApi));
    }

    [Fact]
    public void Documented_operations_have_a_name_a_summary_and_scopes()
    {
        Assert.DoesNotContain(
            OperationCatalog.All.Where(o => o.SourceCode == OperationSource.OpenApi), o =>
            o.OperationId.Length == 0 || o.Summary.Length == 0 || o.RequiredScopes.Count == 0);
    }

    [Fact]
    public void Catalog_contains_no_duplicate_operations()
    {
        Assert.DoesNotContain(OperationCatalog.All.GroupBy(o => (o.Endpoint, o.Method, o.Path)), same => same.Count() > 1);
    }

    [Fact]
    public void Template_with_the_most_literal_segments_is_selected()
    {
        Assert.Equal("moveSubaccounts", OperationCatalog.Find("accounts", "POST", "/accounts/v1/subaccounts/move")!.OperationId);
        Assert.Equal("/cloud-management/v1/events/types", OperationCatalog.Find(null, "GET", "/cloud-management/v1/events/types")!.Path);
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("Accounts")]
    [InlineData("accounts_service_url")]
    [InlineData(null)]
    public void Operation_is_found_by_any_endpoint_name_or_without_one(string? endpoint)
    {
        Assert.Equal("getSubaccount", OperationCatalog.Find(endpoint, "get", "accounts/v1/subaccounts/17/?expand=true")!.OperationId);
    }

    [Theory]
    [InlineData("events", "GET", "/accounts/v1/subaccounts")]
    [InlineData("accounts", "PUT", "/accounts/v1/subaccounts")]
    [InlineData("accounts", "GET", "/accounts/v1/subaccounts/17/18/19")]
    [InlineData(null, "GET", "/")]
    public void Unknown_operation_is_not_found(string? endpoint, string method, string path)
    {
        Assert.Null(OperationCatalog.Find(endpoint, method, path));
    }

    [Theory]
    [InlineData("GET", "document/jobs", "getDocumentJobs")]
    [InlineData("GET", "/document/jobs/17", "getDocumentJob")]
    [InlineData("GET", "/accounts/v1/subaccounts/17", "getSubaccount")]
    [InlineData("GET", "/v1/bindings", null)]
    [InlineData("GET", "17", null)]
    [InlineData("GET", "/", null)]
    public void Relative_path_is_found_at_the_end_of_a_path_without_variables_before_it(string method, string path, string? expected)
    {
        Assert.Equal(expected, OperationCatalog.FindRelative(endpoint: null, method, path)?.OperationId);
    }

    [Theory]
    [InlineData("GET /saas-manager/v1/application/subscriptions", "page/size", null)]
    [InlineData("GET /cloud-management/v1/events", "pageNum/pageSize", null)]
    [InlineData("GET /v1/service_instances", "token/max_items", null)]
    [InlineData("GET /document-information-extraction/v1/clients", "limit/offset", null)]
    [InlineData("GET /accounts/v1/subaccounts", "value", null)]
    [InlineData("POST /accounts/v1/subaccounts", null, "state")]
    [InlineData("POST /provisioning/v1/environments", null, "state")]
    [InlineData("POST /saas-manager/v1/applications/{appName}/subscription", null, "Location")]
    [InlineData("PUT /entitlements/v1/subaccountServicePlans", null, "Location")]
    [InlineData("POST /api/v1/inference/jobs", null, "409")]
    [InlineData("GET /Users", "startIndex/count", null)]
    [InlineData("GET /subscription-manager/v2/subscriptions", "cursor/top", null)]
    [InlineData("GET /saas-manager/v2/application/subscriptions", "cursor/size", null)]
    [InlineData("GET /destination-configuration/v1/subaccountDestinations", "$page/$pageSize", null)]
    [InlineData("GET /v2/lm/deployments", "$skip/$top", null)]
    [InlineData("POST /v2/lm/deployments", null, "status")]
    public void Catalog_contains_the_paging_and_waiting_of_operations(string operation, string? paging, string? waiting)
    {
        BtpOperation found = OperationCatalog.All.Single(o => o.ToString() == operation);

        Assert.Equal((paging, waiting), (found.Paging, found.Waiting));
    }

    [Fact]
    public void Formatted_line_is_parsed_back_to_the_same_operation()
    {
        Assert.All(OpenApiDocument.ReadOperationsOrDefault(OpenApiSample.Bytes, "books")!.Concat(OperationCatalog.All), o =>
        {
            string line = OperationLine.FormatLine(o);
            Assert.Equal(line, OperationLine.FormatLine(OperationLine.ParseLine(line)));
            Assert.Equal(10, line.Count(c => c == '\t'));
        });
    }

    [Fact]
    public void Every_operation_names_its_public_source()
    {
        Assert.All(OperationCatalog.All, o => Assert.False(string.IsNullOrEmpty(o.Source), o.ToString()));
    }

    [Theory]
    [InlineData("getSubaccounts", "cis central", "Global Account Administrator, Global Account Viewer")]
    [InlineData("createSubaccount", "cis central", "Global Account Administrator")]
    [InlineData("getEnvironmentInstances", "cis local", "Subaccount Administrator, Subaccount Viewer")]
    [InlineData("getDocumentJobs", null, "")]
    [InlineData("getRoleCollections", "xsuaa apiaccess", "Subaccount Administrator, Subaccount Viewer")]
    [InlineData("getServiceBrokers", "service-manager subaccount-admin", "")]
    [InlineData("getSubaccountDestinations", "destination lite", "")]
    public void Operation_names_what_grants_its_scopes(string id, string? plan, string roleCollections)
    {
        BtpOperation operation = OperationCatalog.FindById(id, key: null, endpoint: null);

        Assert.Equal((plan, roleCollections), (operation.ServicePlan, string.Join(", ", operation.RoleCollection)));
    }

    [Fact]
    public void Paging_parameters_are_parameters_of_the_query()
    {
        Assert.All(
            OperationCatalog.All.Where(o => o.PagingKind is not PagingKind.None and not PagingKind.Value),
            o => Assert.All(o.Paging!.Split('/'), name => Assert.Contains(name, o.Query)));
    }

    [Fact]
    public void Only_lists_have_pages()
    {
        Assert.All(
            OperationCatalog.All.Where(o => o.Paging is not null),
            o => Assert.True(o.Method == "GET" && o.ItemTypeName.Length > 0, o.ToString()));
    }

    [Fact]
    public void Every_operation_is_found_by_its_id_for_a_key_of_its_service()
    {
        ServiceKey cloudManagement = TestServiceKeys.CreateForClient();

        Assert.Equal("accounts", OperationCatalog.FindById("getSubaccounts", cloudManagement, endpoint: null).Endpoint);
        Assert.Equal("apiurl", OperationCatalog.FindById("getroles", cloudManagement, endpoint: null).Endpoint);
        Assert.Equal("uri", OperationCatalog.FindById("findDestination", key: null, "uri").Endpoint);
    }

    [Fact]
    public void Operation_of_every_service_is_found_without_an_endpoint()
    {
        Assert.All(OperationCatalog.All, o =>
        {
            string path = o.Path.Replace("{", string.Empty).Replace("}", string.Empty);
            Assert.Equal(o.ToString(), OperationCatalog.Find(endpoint: null, o.Method, path)?.ToString());
        });
    }
}
