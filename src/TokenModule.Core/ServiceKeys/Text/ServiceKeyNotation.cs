namespace TokenModule.ServiceKeys.Text;

/// <summary>The notation of a document.</summary>
internal enum ServiceKeyNotation
{
    Json,
    Yaml,

    /// <summary>Base64 of any text with keys, as variables of CI pipelines often contain it.</summary>
    Base64,
}
