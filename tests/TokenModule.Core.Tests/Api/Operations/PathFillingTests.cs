using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class PathFillingTests
{
    private const string Id = "6f1ad111-0001";

    private static readonly string[] Types =
    [
        .. OperationCatalog.All.SelectMany(o => new[] { o.GetTypeOrDefault(isItem: true), o.GetTypeOrDefault(isItem: false) })
            .OfType<string>()
            .Distinct(),
        "", "TokenModule.Accounts.Subaccount", "TokenModule.Accounts.Directory", "TokenModule.Accounts.GlobalAccount",
        "TokenModule.Provisioning.EnvironmentInstance", "TokenModule.SaasRegistry.Application", "TokenModule.SaasRegistry.Subscription",
        "TokenModule.SaasRegistry.Job", "TokenModule.ServiceManager.ServiceInstance", "TokenModule.ServiceManager.ServiceBinding",
        "TokenModule.ServiceManager.ServiceOffering", "TokenModule.ServiceManager.ServicePlan",
        "TokenModule.DocumentExtraction.DocumentJob", "TokenModule.EntityRecognition.Dataset", "TokenModule.Events.Event",
    ];

    [Theory]
    [InlineData("getSubaccount", "TokenModule.Accounts.Subaccount", "guid", "/accounts/v1/subaccounts/6f1ad111-0001")]
    [InlineData("deleteSubaccount", "TokenModule.Accounts.Subaccount", "guid", "/accounts/v1/subaccounts/6f1ad111-0001")]
    [InlineData("updateDirectory", "TokenModule.Accounts.Directory", "guid", "/accounts/v1/directories/6f1ad111-0001")]
    [InlineData("getSubaccount", "", "subaccountGUID", "/accounts/v1/subaccounts/6f1ad111-0001")]
    [InlineData(
        "getSubaccount", "TokenModule.Provisioning.EnvironmentInstance", "subaccountGUID", "/accounts/v1/subaccounts/6f1ad111-0001")]
    [InlineData("deleteServiceInstance", "TokenModule.ServiceManager.ServiceInstance", "id", "/v1/service_instances/6f1ad111-0001")]
    [InlineData(
        "deleteRoleCollectionByName",
        "TokenModule.Authorization.RoleCollection",
        "name",
        "/sap/rest/authorization/v2/rolecollections/6f1ad111-0001")]
    [InlineData("deleteUser", "TokenModule.Authorization.User", "id", "/Users/6f1ad111-0001")]
    [InlineData(
        "deleteSubaccountDestination",
        "TokenModule.Destination.SubaccountDestination",
        "Name",
        "/destination-configuration/v1/subaccountDestinations/6f1ad111-0001")]
    [InlineData("deployment.modify", "TokenModule.AiCore.Deployment", "id", "/v2/lm/deployments/6f1ad111-0001")]
    [InlineData(
        "kubesubmit.v4.generic_secrets.delete", "TokenModule.AiCore.Secret", "name", "/v2/admin/secrets/6f1ad111-0001")]
    public void Object_that_fits_fills_the_path(string operation, string type, string property, string expected)
    {
        Assert.Equal(expected, Fill(operation, new Entity(type, property)));
    }

    [Theory]
    [InlineData("deleteSubaccount", "TokenModule.Provisioning.EnvironmentInstance", "subaccountGUID")]
    [InlineData("deleteSubaccount", "", "subaccountGUID")]
    [InlineData("updateSubaccount", "TokenModule.Accounts.Directory", "guid")]
    [InlineData("deleteInstanceDestination", "TokenModule.Destination.SubaccountDestination", "Name")]
    [InlineData("deleteGroup", "TokenModule.Authorization.User", "id")]
    [InlineData("execution.delete", "TokenModule.AiCore.Deployment", "id")]
    [InlineData("deleteRoleByRoleName", "TokenModule.Authorization.RoleTemplate", "name")]
    [InlineData("deleteServiceBinding", "TokenModule.ServiceManager.ServiceInstance", "id")]
    [InlineData("getServiceBinding", "TokenModule.ServiceManager.ServiceInstance", "id")]
    [InlineData("getServiceBinding", "", "id")]
    [InlineData("getSubaccount", "TokenModule.Accounts.Directory", "guid")]
    [InlineData("getSubaccounts", "TokenModule.Accounts.Subaccount", "guid")]
    public void Object_that_does_not_fit_is_refused(string operation, string type, string property)
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => Fill(operation, new Entity(type, property)));

        Assert.Equal(Failure.RequestInvalid, error.Failure);
        Assert.Contains("The request was not sent.", error.Message);
    }

    [Fact]
    public void No_change_is_filled_by_an_object_of_another_type()
    {
        foreach (BtpOperation operation in OperationCatalog.All.Where(o => o.Method != "GET"))
        {
            PathFilling filling = new(operation);
            foreach (string type in Types)
            {
                bool isDeclared = filling.Placeholders.Count > 0
                    && filling.Placeholders.All(name => EntityType.FindPropertyOrDefault(type, operation, name) is not null);
                bool isFilled = TryFill(filling, new Entity(type, property: null));

                Assert.True(isDeclared == isFilled, $"{type} into {operation.OperationId}");
            }
        }
    }

    [Theory]
    [InlineData("a/b c?d#e", "a%2Fb%20c%3Fd%23e")]
    [InlineData("..a", "..a")]
    [InlineData("ü%2F", "%C3%BC%252F")]
    public void Value_is_encoded(string value, string expected)
    {
        Assert.Equal(
            "/accounts/v1/subaccounts/" + expected,
            new PathFilling(Find("getSubaccount")).FillPath(new Dictionary<string, string> { ["subaccountGUID"] = value }, entity: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(". .")]
    [InlineData(" ..")]
    [InlineData("...")]
    [InlineData(" \t")]
    [InlineData(".\u200b.")]
    [InlineData("\ufeff")]
    [InlineData("a\r\nb")]
    [InlineData("a\0")]
    public void Value_that_changes_the_path_is_refused(string value)
    {
        Assert.Throws<BtpApiException>(
            () => new PathFilling(Find("deleteSubaccount"))
                .FillPath(new Dictionary<string, string> { ["subaccountGUID"] = value }, entity: null));
    }

    // An attribute cannot contain half of a surrogate pair.
    [Fact]
    public void Value_with_damaged_unicode_is_refused() => Value_that_changes_the_path_is_refused("a" + (char)0xD800);

    [Fact]
    public void Refused_value_is_shown_in_one_line()
    {
        BtpApiException error = Assert.Throws<BtpApiException>(
            () => new PathFilling(Find("deleteSubaccount"))
                .FillPath(new Dictionary<string, string> { ["subaccountGUID"] = "a\u001b[2J\n" }, entity: null));

        Assert.Contains("'a [2J'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_with_an_empty_id_is_refused_and_the_property_is_named()
    {
        BtpApiException error = Assert.Throws<BtpApiException>(
            () => Fill("deleteSubaccount", new Entity("TokenModule.Accounts.Subaccount", "displayName")));

        Assert.Contains("The property 'guid'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misspelled_placeholder_suggests_the_nearest_one()
    {
        BtpApiException error = Assert.Throws<BtpApiException>(
            () => new PathFilling(Find("getSubaccount"))
                .FillPath(new Dictionary<string, string> { ["subacountGUID"] = "1" }, entity: null));

        Assert.Contains("Did you mean 'subaccountGUID'?", error.Message);
    }

    [Fact]
    public void Explicit_value_has_precedence()
    {
        string path = new PathFilling(Find("deleteServiceManagerBindingV2")).FillPath(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["BINDINGNAME"] = "b" },
            new Entity("TokenModule.Accounts.Subaccount", "guid"));

        Assert.Equal($"/accounts/v2/subaccounts/{Id}/serviceManagerBindings/b", path);
    }

    [Fact]
    public void Object_that_changes_nothing_is_refused()
    {
        Assert.Throws<BtpApiException>(
            () => new PathFilling(Find("deleteSubaccount")).FillPath(
                new Dictionary<string, string> { ["subaccountGUID"] = "1" }, new Entity("TokenModule.Accounts.Subaccount", "guid")));
    }

    [Fact]
    public void Unknown_operation_suggests_the_nearest_one()
    {
        BtpApiException error = Assert.Throws<BtpApiException>(() => Find("getSubacounts"));

        Assert.Contains("Did you mean 'getSubaccounts'?", error.Message);
    }

    [Fact]
    public void Operation_ids_are_unique_in_an_api()
    {
        Assert.All(OperationCatalog.All, operation => Assert.NotEmpty(operation.OperationId));
        Assert.Empty(OperationCatalog.All
            .GroupBy(o => (EntityType.GetApiName(o), o.OperationId))
            .Where(same => same.Count() > 1)
            .Select(same => same.Key));
    }

    [Fact]
    public void Body_members_have_types_and_required_members_come_first()
    {
        BtpOperationMember first = Find("createSubaccount").Body[0];

        Assert.Equal(("displayName", "string", true), (first.Name, first.Type, first.IsRequired));
        Assert.NotEmpty(first.Description);
        Assert.Empty(Find("getSubaccount").Body);
    }

    [Fact]
    public void Unknown_and_missing_members_are_warnings()
    {
        string[] warnings = [.. BodyCheck.ListWarnings(Find("createSubaccount"), ["displayNam", "region"])];

        Assert.Equal(
            [
                "createSubaccount has no member 'displayNam'. Did you mean 'displayName'?",
                "The required member 'displayName' of createSubaccount is missing.",
            ],
            warnings);
        Assert.Empty(BodyCheck.ListWarnings(Find("createSubaccount"), ["displayName", "region"]));
        Assert.Empty(BodyCheck.ListWarnings(Find("createServiceInstance"), ["anything"]));
    }

    [Fact]
    public void Warnings_about_many_members_are_shortened_and_in_one_line()
    {
        string[] members = ["displayName", "region", "first\r\nline", .. Enumerable.Range(0, 20).Select(i => $"unknown{i}")];

        string[] warnings = [.. BodyCheck.ListWarnings(Find("createSubaccount"), members)];

        Assert.Equal(6, warnings.Length);
        Assert.Contains("special characters", warnings[0], StringComparison.Ordinal);
        Assert.DoesNotContain("first", warnings[0], StringComparison.Ordinal);
        Assert.Contains("16 further members", warnings[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_body_names_the_required_members()
    {
        string? warning = BodyCheck.DescribeMissingBodyOrDefault(Find("createSubaccount"));

        Assert.Contains("'displayName', 'region'", warning, StringComparison.Ordinal);
        Assert.Null(BodyCheck.DescribeMissingBodyOrDefault(Find("getSubaccounts")));
    }

    [Theory]
    [InlineData("pagesize", "pageSize")]
    [InlineData("pageSze", "pageSize")]
    [InlineData("pageSize", null)]
    [InlineData("somethingElse", null)]
    public void Query_name_that_resembles_a_known_name_causes_a_warning(string name, string? suggestion)
    {
        string? warning = QueryCheck.ListWarnings(Find("getEvents"), [name]).SingleOrDefault();

        Assert.Equal(suggestion is not null, warning?.Contains($"Did you mean '{suggestion}'?", StringComparison.Ordinal) == true);
    }

    private static BtpOperation Find(string id) => OperationCatalog.FindById(id, key: null, endpoint: null);

    private static string Fill(string operation, IPathEntity entity)
    {
        return new PathFilling(Find(operation)).FillPath(new Dictionary<string, string>(), entity);
    }

    private static bool TryFill(PathFilling filling, IPathEntity entity)
    {
        try
        {
            _ = filling.FillPath(new Dictionary<string, string>(), entity);
            return true;
        }
        catch (BtpApiException)
        {
            return false;
        }
    }

    // Without a property name, the object has every property.
    private sealed class Entity(string type, string? property) : IPathEntity
    {
        public string TypeName => type;

        public string DisplayType => type.Length == 0 ? "Int32" : type;

        public string? GetPropertyOrDefault(string name) => property is null || name == property ? Id : null;
    }
}
