namespace TokenModule.Api.Bodies;

/// <summary>The body of a request. It can be sent several times.</summary>
internal abstract class RequestBody(string contentType)
{
    public string ContentType { get; } = contentType;

    /// <summary>Whether the body is read from a file while it is sent.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>The body for display: files as names, probable secrets masked.</summary>
    public abstract string DisplayText { get; }

    /// <summary>The options with which curl sends the same body, with probable secrets masked.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> CurlOptions { get; }

    /// <summary>Creates the content to send. Each attempt needs its own content.</summary>
    /// <exception cref="BtpApiException">A file of the body cannot be read.</exception>
    public abstract HttpContent CreateContent();
}
