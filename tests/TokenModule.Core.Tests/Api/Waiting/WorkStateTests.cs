using System.Text.Json;
using TokenModule.Api.Waiting;

namespace TokenModule;

public sealed class WorkStateTests
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
    public void Is_running(string word) => Assert.Equal((true, false), Judged(word));

    [Theory]
    [InlineData("FAILED")]
    [InlineData("failed")]
    [InlineData("CREATION_FAILED")]
    [InlineData("DELETION_FAILED")]
    [InlineData("SUBSCRIBE_FAILED")]
    [InlineData("ERROR")]
    [InlineData("CANCELED")]
    [InlineData("ROLLBACK_MIGRATION_PROCESSING_FAILED")]
    public void Has_failed(string word) => Assert.True(Of($$"""{"state":"{{word}}"}""")!.HasFailed);

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
    public void Is_done(string word) => Assert.Equal((false, false), Judged(word));

    [Theory]
    [InlineData("""{"state":"OK","status":"FAILED"}""", "OK")]
    [InlineData("""{"status":"DONE"}""", "DONE")]
    [InlineData("""{"entityState":"CREATING"}""", "CREATING")]
    [InlineData("""{"data":{"status":"SUCCESS"}}""", "SUCCESS")]
    [InlineData("""{"status":200,"data":{"status":"SUCCESS"}}""", "SUCCESS")]
    public void Stands_under_one_of_several_names(string body, string word) => Assert.Equal(word, Of(body)!.Word);

    [Theory]
    [InlineData("""{"state":""}""")]
    [InlineData("""{"state":"\ud800"}""")]
    [InlineData("""["OK"]""")]
    [InlineData("null")]
    public void Is_not_said(string body) => Assert.Null(Of(body));

    [Theory]
    [InlineData("""{"state":"FAILED","description":"why"}""")]
    [InlineData("""{"state":"FAILED","stateMessage":"why"}""")]
    [InlineData("""{"state":"FAILED","message":"why"}""")]
    [InlineData("""{"state":"FAILED","error":"why"}""")]
    [InlineData("""{"state":"FAILED","error":{"message":"why"}}""")]
    [InlineData("""{"state":"failed","errors":{"description":"why"}}""")]
    [InlineData("""{"state":"failed","errors":[{"code":1},{"message":"why"}]}""")]
    public void Is_described(string body) => Assert.Equal("why", Of(body)!.Description);

    private static (bool IsRunning, bool HasFailed) Judged(string word)
    {
        WorkState state = Of($$"""{"state":"{{word}}"}""")!;
        return (state.IsRunning, state.HasFailed);
    }

    private static WorkState? Of(string body) => WorkState.Of(JsonSerializer.Deserialize<JsonElement>(body));
}
