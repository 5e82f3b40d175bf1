using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TokenModule.Tokens;

/// <summary>The members of a token endpoint's answer, good or bad; unknown ones are passed over.</summary>
internal sealed class TokenResponseMembers
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? AccessToken { get; private set; }

    public string? RefreshToken { get; private set; }

    public string? TokenType { get; private set; }

    public string? Scope { get; private set; }

    public string? Jti { get; private set; }

    public string? Error { get; private set; }

    public string? ErrorDescription { get; private set; }

    /// <summary>Zero where the answer gives none that makes sense: such a token is good for one use.</summary>
    public TimeSpan Lifetime { get; private set; }

    /// <exception cref="FormatException">No JSON object, or one with a member twice.</exception>
    public static TokenResponseMembers Parse(byte[] body)
    {
        try
        {
            StrictUtf8.GetCharCount(body);
            return ReadMembers(body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body);
        }
        catch (JsonException)
        {
            throw new FormatException(body.Length == 0 ? "it is empty" : "it is no JSON object");
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("it is not UTF-8");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("it has escaped characters that are no text");
        }
    }

    private static TokenResponseMembers ReadMembers(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();

        TokenResponseMembers members = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!seen.Add(name))
                throw new FormatException("it has a member twice");

            reader.Read();
            members.SetMember(name, ref reader);
            reader.Skip();
        }

        // Reads on to the end, which throws where anything follows the object.
        while (reader.Read())
        {
        }

        return members;
    }

    private void SetMember(string name, ref Utf8JsonReader reader)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        switch (name)
        {
            case "access_token":
                AccessToken = text;
                break;
            case "refresh_token":
                RefreshToken = text;
                break;
            case "token_type":
                TokenType = text ?? "no text";
                break;
            case "scope":
                Scope = text;
                break;
            case "jti":
                Jti = text;
                break;
            case "error":
                Error = text ?? "unknown";
                break;
            case "error_description":
                ErrorDescription = text;
                break;
            case "expires_in":
                Lifetime = ReadLifetime(text, ref reader);
                break;
        }
    }

    private static TimeSpan ReadLifetime(string? text, ref Utf8JsonReader reader)
    {
        const double Longest = int.MaxValue;
        bool isNumber = reader.TokenType == JsonTokenType.Number
            ? reader.TryGetDouble(out double seconds)
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);
        return isNumber && seconds is > 0 and <= Longest ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }
}
