using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class ServiceKeyRingTests
{
    private readonly ServiceKeyRing ring = new();

    [Fact]
    public void A_key_is_found_by_its_name_and_by_its_client_id()
    {
        ServiceKey key = Add("cis", "sb-1");

        Assert.Same(key, ring.Find("CIS"));
        Assert.Same(key, ring.Find("sb-1"));
    }

    [Fact]
    public void The_only_key_needs_no_name()
    {
        ServiceKey key = Add("cis", "sb-1");

        Assert.Same(key, ring.Resolve(null));
    }

    [Fact]
    public void Of_several_none_is_guessed_and_all_are_named()
    {
        Add("cis", "sb-1");
        Add("dox", "sb-2");

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ring.Resolve(null));
        Assert.Equal(Failure.ServiceKeyAmbiguous, error.Failure);
        Assert.Contains("'cis', 'dox'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_two_keys_is_ambiguous()
    {
        Add("key1", "sb-1");
        Add("key1", "sb-2");

        Assert.Equal(Failure.ServiceKeyAmbiguous, Assert.Throws<ServiceKeyException>(() => ring.Find("key1")).Failure);
    }

    [Fact]
    public void A_key_read_again_replaces_the_one_before()
    {
        Add("cis", "sb-1", "old");
        ServiceKey key = Add("cis", "sb-1", "new");

        Assert.Same(key, ring.Resolve(null));
    }

    [Fact]
    public void What_is_no_name_is_not_repeated()
    {
        Add("cis", "sb-1");

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ring.Find(Keys.Canary));
        Assert.Equal(Failure.ServiceKeyNotFound, error.Failure);
        Assert.DoesNotContain(Keys.Canary, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("'cis'", error.Message, StringComparison.Ordinal);
    }

    private ServiceKey Add(string name, string clientId, string secret = "s")
    {
        ServiceKey key = Keys.Read($$"""{"clientid":"{{clientId}}","clientsecret":"{{secret}}","url":"https://uaa.example"}""", name);
        ring.Add(key);
        return key;
    }
}
