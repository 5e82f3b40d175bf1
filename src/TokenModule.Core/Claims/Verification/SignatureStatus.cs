namespace TokenModule.Claims.Verification;

/// <summary>The result of checking the signature of a token with one key.</summary>
internal enum SignatureStatus
{
    /// <summary>The signature was created with the key.</summary>
    Valid,

    /// <summary>The token names an algorithm that the key does not support. The signature was not checked.</summary>
    AlgorithmMismatch,

    /// <summary>The signature was not created with the key, or the token was changed.</summary>
    Invalid,
}
