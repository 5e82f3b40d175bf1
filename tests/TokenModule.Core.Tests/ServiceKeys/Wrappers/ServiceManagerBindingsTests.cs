using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceManagerBindingsTests
{
    [Fact]
    public void Every_binding_of_a_list_is_read_and_an_unfinished_one_is_reported()
    {
        IReadOnlyList<ServiceBinding> bindings = ServiceKeyReader.ReadBindings($$"""
            {
              "num_items": 2,
              "items": [
                { "name": "first", "ready": true, "service_instance_id": "i", "credentials": {{ServiceKeySamples.Flat}} },
                { "name": "second", "ready": false, "service_instance_id": "i" }
              ]
            }
            """, "the test");

        Assert.Equal(["first", "second"], bindings.Select(b => b.Name));
        Assert.Equal("sb-app!t1", ServiceKeyReader.ReadKey(bindings[0]).ClientId);
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings[1]));
        Assert.Contains("'second' is not ready", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"1","name":"k","ready":false,"service_instance_id":"i"}""", "not ready")]
    [InlineData("""{"id":"1","name":"k","ready":true,"service_instance_id":"i"}""", "btp --format json get services/binding")]
    public void Binding_without_credentials_is_an_error_that_says_what_to_do(string json, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read(json));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
