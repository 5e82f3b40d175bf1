using System.Text.Json;

namespace TokenModule.Tokens;

/// <summary>UAA's parameter that names the identity provider to sign in with.</summary>
internal static class LoginHint
{
    // Newer versions of UAA decode the value a second time, older versions do not. This form is valid for both.
    public static string FormatHint(string origin)
    {
        return $$"""{"origin":{{JsonSerializer.Serialize(origin)}}}""".Replace("%", "%25").Replace("+", "%2B");
    }
}
