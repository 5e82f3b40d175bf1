using TokenModule.Api.Operations;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule;

public sealed class OperationServiceTests
{
    private static readonly ServiceKey Key = CreateKey("url", "uri", "apiurl");

    [Theory]
    [InlineData("getDatasets", null)]
    [InlineData("createDocumentJob", "the API DocumentExtraction")]
    [InlineData("findDestination", "'destination'")]
    [InlineData("listGroups", null)]
    public void Endpoint_with_the_same_name_in_a_key_of_another_service_causes_a_warning(string id, string? expected)
    {
        string? warning = OperationService.DescribeOtherServiceOrDefault(Key, Find(id));

        Assert.Equal(expected is not null, warning is not null);
        if (expected is not null)
            Assert.Matches($"{expected}.* The key 'ber' is of the kind BusinessEntityRecognition", warning);
    }

    [Fact]
    public void Named_operations_of_another_service_are_explained_and_a_filter_is_not()
    {
        Assert.Matches("BusinessEntityRecognition.*'cis'", OperationService.DescribeNoneOrDefault(Key, [Find("getSubaccounts")]));
        Assert.Null(OperationService.DescribeNoneOrDefault(Key, []));
    }

    private static ServiceKey CreateKey(params string[] endpoints)
    {
        Uri address = new("https://ner.example/api/v1/");
        return new ServiceKey("ber", ServiceKeyKind.BusinessEntityRecognition, "sb-ner!b1", address, new PublicClient())
        {
            Endpoints = new(endpoints.ToDictionary(name => name, _ => address)),
        };
    }

    private static BtpOperation Find(string id) => OperationCatalog.FindById(id, key: null, endpoint: null);
}
