using System.Diagnostics;
using TokenModule.Tokens.SignIn;

namespace TokenModule;

public sealed class BrowserCommandTests
{
    private const string Address = "https://login.example/authorize?a=b&c=d";

    [Theory]
    [InlineData("firefox", "firefox|" + Address)]
    [InlineData("firefox --new-window", "firefox|--new-window " + Address)]
    [InlineData("firefox --new-window %s", "firefox|--new-window " + Address)]
    [InlineData("prog --url=%s -x", "prog|--url=" + Address + " -x")]
    [InlineData("a:b", "a|" + Address, "b|" + Address)]
    [InlineData(":a %s: :b", "a|" + Address, "b|" + Address)]
    [InlineData("")]
    [InlineData(" : ")]
    [InlineData(null)]
    public void A_list_has_a_command_for_each_program(string? value, params string[] expected)
    {
        Assert.Equal(expected, BrowserCommand.ParseList(value, Address).Select(command => $"{command.FileName}|{command.Arguments}"));
    }

    [Fact]
    public async Task A_quotation_mark_in_an_argument_reaches_the_program()
    {
        if (!OperatingSystem.IsLinux())
            return;

        using Process program = Process.Start(BrowserCommand.Parse("""echo "a\\"b""", Address))!;

        Assert.Equal($"\"a\\\\\"b {Address}\n", await program.StandardOutput.ReadToEndAsync());
    }
}
