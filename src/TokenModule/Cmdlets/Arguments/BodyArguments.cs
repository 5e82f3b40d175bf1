using System.Collections;
using System.Management.Automation;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Cmdlets.Objects;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>The arguments of -Body, -Form and -InFile, of which a request has at most one.</summary>
/// <param name="Body">Text and bytes are sent unchanged, and other objects as JSON. Null without -Body.</param>
/// <param name="Form">The parts of a multipart form, or null.</param>
/// <param name="InFile">The full path of the file to send, or null.</param>
internal sealed record BodyArguments(object? Body, IDictionary? Form, string? InFile)
{
    /// <summary>The media type of the body. Null means JSON, or follows from the extension of the file.</summary>
    public string? ContentType { get; init; }

    /// <summary>The maximum number of levels of a body that is converted to JSON.</summary>
    public int Depth { get; init; } = JsonBody.MaximumDepth;

    /// <returns>The body, or null when the request has none.</returns>
    /// <exception cref="BtpApiException">
    /// There are several bodies, the method cannot have a body, an object cannot be converted, or the file does not exist.
    /// </exception>
    public RequestBody? CreateBody(HttpMethod method)
    {
        if (new[] { Body, Form, InFile }.Count(value => value is not null) > 1)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                "Several of -Body, -Form and -InFile were specified. The request was not sent.",
                "Use only one of these parameters.");
        }

        if (method == HttpMethod.Get && (Body ?? Form ?? (object?)InFile) is not null)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                "A GET request cannot have a body. The request was not sent.",
                "Specify the method: -Method Post, Put or Patch.");
        }

        return Form is not null ? new FormBody(FormParts.CreateParts(Form))
            : InFile is not null ? new FileBody(SentFile.FromPath(InFile), ContentType)
            : Body is not null ? new BytesBody(GetBytes(Body), ContentType ?? MediaTypes.Json)
            : null;
    }

    private byte[] GetBytes(object body) => (body is PSObject wrapped ? wrapped.BaseObject : body) switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => JsonBody.Serialize(body, Depth),
    };
}
