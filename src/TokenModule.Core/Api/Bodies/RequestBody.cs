namespace TokenModule.Api.Bodies;

/// <summary>The body of a request, which can be sent again.</summary>
internal abstract class RequestBody(string contentType)
{
    public string ContentType { get; } = contentType;

    /// <summary>Whether it is read from a file while it is sent.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>As it may be shown: files by their names, what looks secret masked.</summary>
    public abstract string DisplayText { get; }

    /// <summary>The options that have curl send the same, with values as they may be shown.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> CurlOptions { get; }

    /// <summary>Makes what is sent, anew for each attempt.</summary>
    /// <exception cref="BtpApiException">A file in it cannot be read.</exception>
    public abstract HttpContent CreateContent();
}
