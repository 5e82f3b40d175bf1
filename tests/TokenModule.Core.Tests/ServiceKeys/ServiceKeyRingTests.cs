using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceKeyRingTests
{
    private readonly ServiceKeyRing ring = new();

    [Fact]
    public void Key_is_found_by_name_and_by_client_id()
    {
        ServiceKey key = AddKey("cis", "sb-1");

        Assert.Same(key, ring.Find("CIS"));
        Assert.Same(key, ring.Find("sb-1"));
    }

    [Fact]
    public void Removed_key_makes_an_ambiguous_name_unique()
    {
        ServiceKey first = AddKey("cis", "sb-1");
        ServiceKey second = AddKey("cis", "sb-2");
        Assert.Equal(Failure.ServiceKeyAmbiguous, Assert.Throws<ServiceKeyException>(() => ring.Find("cis")).Failure);

        ring.Remove(first);

        Assert.Same(second, ring.Find("cis"));
    }

    [Fact]
    public void Misspelled_name_suggests_the_nearest_key()
    {
        AddKey("cis", "sb-1");

        Assert.Contains("Did you mean 'cis'?", Assert.Throws<ServiceKeyException>(() => ring.Find("csi")).Message);
    }

    [Fact]
    public void Only_imported_key_is_used_without_a_name()
    {
        ServiceKey key = AddKey("cis", "sb-1");

        Assert.Same(key, ring.Resolve(null));
    }

    [Fact]
    public void Choice_among_several_keys_is_an_error_that_lists_their_names()
    {
        AddKey("cis", "sb-1");
        AddKey("dox", "sb-2");

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ring.Resolve(null));
        Assert.Equal(Failure.ServiceKeyAmbiguous, error.Failure);
        Assert.Contains("'cis', 'dox'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_of_two_keys_is_ambiguous()
    {
        AddKey("key1", "sb-1");
        AddKey("key1", "sb-2");

        Assert.Equal(Failure.ServiceKeyAmbiguous, Assert.Throws<ServiceKeyException>(() => ring.Find("key1")).Failure);
    }

    [Fact]
    public void Key_imported_again_replaces_the_previous_one()
    {
        AddKey("cis", "sb-1", "old");
        ServiceKey key = AddKey("cis", "sb-1", "new");

        Assert.Same(key, ring.Resolve(null));
    }

    [Fact]
    public void Unknown_name_is_not_shown_in_the_error()
    {
        AddKey("cis", "sb-1");

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ring.Find(TestServiceKeys.Canary));
        Assert.Equal(Failure.ServiceKeyNotFound, error.Failure);
        Assert.DoesNotContain(TestServiceKeys.Canary, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("'cis'", error.Message, StringComparison.Ordinal);
    }

    private ServiceKey AddKey(string name, string clientId, string secret = "s")
    {
        ServiceKey key = TestServiceKeys.Read(
            $$"""{"clientid":"{{clientId}}","clientsecret":"{{secret}}","url":"https://uaa.example"}""", name);
        ring.Add(key);
        return key;
    }
}
