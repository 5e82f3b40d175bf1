using TokenModule.Api;

namespace TokenModule;

public sealed class OrderedCallsTests
{
    [Fact]
    public void No_call_is_waited_for_below_the_limit()
    {
        OrderedCalls<string> calls = new(limit: 3);

        Assert.Empty(calls.Add("first"));
        Assert.Empty(calls.Add("second"));
    }

    [Fact]
    public void Oldest_call_is_waited_for_at_the_limit()
    {
        OrderedCalls<string> calls = new(limit: 2);
        _ = calls.Add("first");

        Assert.Equal(["first"], calls.Add("second"));
        Assert.Equal(["second"], calls.Add("third"));
    }

    [Fact]
    public void Call_stays_in_the_list_until_it_is_read()
    {
        OrderedCalls<string> calls = new(limit: 4);
        _ = calls.Add("first");
        _ = calls.Add("second");

        Assert.Equal("first", calls.TakeAll().First());
        Assert.Equal(["second"], calls.TakeAll());
    }

    [Fact]
    public void Limit_of_one_runs_each_call_alone()
    {
        OrderedCalls<string> calls = new(limit: 1);

        Assert.Equal(["first"], calls.Add("first"));
    }

    [Fact]
    public void Remaining_calls_are_returned_in_the_order_of_their_start()
    {
        OrderedCalls<string> calls = new(limit: 4);
        _ = calls.Add("first");
        _ = calls.Add("second");
        _ = calls.Add("third");

        Assert.Equal(["first", "second", "third"], calls.TakeAll());
        Assert.Empty(calls.TakeAll());
    }
}
