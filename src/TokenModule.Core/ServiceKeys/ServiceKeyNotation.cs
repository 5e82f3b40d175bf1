namespace TokenModule.ServiceKeys;

/// <summary>How a document is written.</summary>
internal enum ServiceKeyNotation
{
    Json,
    Yaml,

    /// <summary>Any text of keys in base64, as variables of pipelines hold it.</summary>
    Base64,
}
