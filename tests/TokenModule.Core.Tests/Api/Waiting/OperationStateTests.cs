using System.Text.Json;
using TokenModule.Api.Waiting;

namespace TokenModule;

public sealed class OperationStateTests
{
    [Theory]
    [InlineData("IN_PROGRESS")]
    [InlineData("in progress")]
    [InlineData("pending")]
    [InlineData("CREATED")]
    [InlineData("STARTED")]
    [InlineData("RETRY")]
    [InlineData("CREATING")]
    [InlineData("UPDATING")]
    [InlineData("DELETING")]
    [InlineData("MOVING")]
    [InlineData("PROCESSING")]
    [InlineData("IN_PROCESS")]
    [InlineData("RUNNING")]
    public void Operation_is_running(string word) => Assert.Equal((true, false), ClassifyState(word));

    [Theory]
    [InlineData("FAILED")]
    [InlineData("failed")]
    [InlineData("CREATION_FAILED")]
    [InlineData("DELETION_FAILED")]
    [InlineData("SUBSCRIBE_FAILED")]
    [InlineData("ERROR")]
    [InlineData("CANCELED")]
    [InlineData("ROLLBACK_MIGRATION_PROCESSING_FAILED")]
    public void Operation_has_failed(string word) => Assert.True(ReadState($$"""{"state":"{{word}}"}""")!.HasFailed);

    [Theory]
    [InlineData("OK")]
    [InlineData("COMPLETED")]
    [InlineData("SUCCEEDED")]
    [InlineData("succeeded")]
    [InlineData("DONE")]
    [InlineData("SUCCESS")]
    [InlineData("SUBSCRIBED")]
    [InlineData("NOT_SUBSCRIBED")]
    [InlineData("a word nobody knows")]
    public void Operation_is_complete(string word) => Assert.Equal((false, false), ClassifyState(word));

    [Theory]
    [InlineData("""{"state":"OK","status":"FAILED"}""", "OK")]
    [InlineData("""{"status":"DONE"}""", "DONE")]
    [InlineData("""{"entityState":"CREATING"}""", "CREATING")]
    [InlineData("""{"data":{"status":"SUCCESS"}}""", "SUCCESS")]
    [InlineData("""{"status":200,"data":{"status":"SUCCESS"}}""", "SUCCESS")]
    public void State_is_read_from_several_member_names(string body, string word) => Assert.Equal(word, ReadState(body)!.Name);

    [Theory]
    [InlineData("""{"status":"RUNNING","targetStatus":"RUNNING"}""", false, false)]
    [InlineData("""{"status":"Running","targetStatus":"RUNNING"}""", false, false)]
    [InlineData("""{"status":"RUNNING","targetStatus":"COMPLETED"}""", true, false)]
    [InlineData("""{"status":"UNKNOWN","targetStatus":"RUNNING"}""", true, false)]
    [InlineData("""{"status":"UNKNOWN"}""", false, false)]
    [InlineData("""{"status":"RUNNING","targetStatus":"DELETED"}""", true, false)]
    [InlineData("""{"status":"DEAD","targetStatus":"RUNNING"}""", false, true)]
    [InlineData("""{"subscriptionState":"IN_PROCESS"}""", true, false)]
    [InlineData("""{"subscriptionState":"UPDATE_FAILED"}""", false, true)]
    public void Target_state_ends_the_operation(string body, bool isRunning, bool hasFailed)
    {
        OperationState state = ReadState(body)!;

        Assert.Equal((isRunning, hasFailed), (state.IsRunning, state.HasFailed));
    }

    [Theory]
    [InlineData("""{"state":""}""")]
    [InlineData("""{"state":"\ud800"}""")]
    [InlineData("""["OK"]""")]
    [InlineData("null")]
    public void Other_content_has_no_state(string body) => Assert.Null(ReadState(body));

    [Theory]
    [InlineData("""{"state":"FAILED","description":"why"}""")]
    [InlineData("""{"state":"FAILED","stateMessage":"why"}""")]
    [InlineData("""{"state":"FAILED","message":"why"}""")]
    [InlineData("""{"state":"FAILED","error":"why"}""")]
    [InlineData("""{"state":"FAILED","error":{"message":"why"}}""")]
    [InlineData("""{"state":"failed","errors":{"description":"why"}}""")]
    [InlineData("""{"state":"failed","errors":[{"code":1},{"message":"why"}]}""")]
    public void Description_is_read_from_several_members(string body) => Assert.Equal("why", ReadState(body)!.Description);

    private static (bool IsRunning, bool HasFailed) ClassifyState(string word)
    {
        OperationState state = ReadState($$"""{"state":"{{word}}"}""")!;
        return (state.IsRunning, state.HasFailed);
    }

    private static OperationState? ReadState(string body) => OperationState.ReadOrDefault(JsonSerializer.Deserialize<JsonElement>(body));
}
