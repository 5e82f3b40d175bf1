using System.Text.Json;

namespace TokenModule.Json;

/// <summary>The JSON follows the grammar, but a name or a text in it contains an unpaired surrogate.</summary>
internal sealed class InvalidUnicodeException(Exception innerException)
    : JsonException("The JSON contains escaped characters that are not Unicode text.", innerException);
