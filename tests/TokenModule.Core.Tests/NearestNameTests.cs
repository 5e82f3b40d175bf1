namespace TokenModule;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["accounts", "entitlements", "events", "saas_registry", "dox"];

    [Theory]
    [InlineData("acounts", "accounts")]
    [InlineData("Accuonts", "accounts")]
    [InlineData("entitlement", "entitlements")]
    [InlineData("entitl", "entitlements")]
    [InlineData("saas-registry", "saas_registry")]
    [InlineData("dx", "dox")]
    [InlineData("zzz", null)]
    [InlineData("e", null)]
    [InlineData("", null)]
    public void Nearest_name_is_suggested(string text, string? expected) => Assert.Equal(expected, NearestName.FindOrDefault(text, Names));

    [Fact]
    public void Suggestion_is_a_sentence() => Assert.Equal(" Did you mean 'events'?", NearestName.FormatSuggestion("event", Names));
}
