using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Text;

namespace TokenModule;

public sealed class FailedCommandTests
{
    [Theory]
    [InlineData("Getting key k...\nFAILED\nNot logged in. Use 'cf login' to log in.", "Not logged in. Use 'cf login' to log in.")]
    [InlineData("Getting key k for service instance i...\nFAILED", "Getting key k for service instance i...")]
    [InlineData("FAILED", "FAILED")]
    [InlineData("Not logged in. Use 'cf login'.", "Not logged in. Use 'cf login'.")]
    [InlineData("Session expired. Please log in again.", "Session expired. Please log in again.")]
    [InlineData("Error from server (NotFound): secrets \"x\" not found", "Error from server (NotFound): secrets \"x\" not found")]
    [InlineData("╷\n│ Error: No outputs found\n│", "│ Error: No outputs found")]
    [InlineData("bash: line 1: cf: command not found", "bash: line 1: cf: command not found")]
    public void Line_that_names_the_reason_is_quoted(string text, string expected)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadBindings(text, "the pipeline"));

        Assert.Equal(Failure.ServiceKeyInvalid, error.Failure);
        Assert.Contains($"\"{expected}\"", error.Message);
    }

    [Fact]
    public void Text_without_a_known_message_is_not_quoted()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadBindings("hello world", "the pipeline"));

        Assert.DoesNotContain("hello", error.Message);
    }

    [Fact]
    public void Long_words_and_control_characters_are_not_quoted()
    {
        FailedCommand command = new();
        command.AddLine($"Error: the client secret {TestServiceKeys.Canary}{TestServiceKeys.Canary} is wrong\u0007");

        Assert.Equal("Error: the client secret … is wrong", command.Message);
    }

    [Fact]
    public void Long_line_is_shortened()
    {
        FailedCommand command = new();
        command.AddLine("Error: " + string.Concat(Enumerable.Repeat("word ", 100)));

        Assert.True(command.Message!.Length <= 201);
    }
}
