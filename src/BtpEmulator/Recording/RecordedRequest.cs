using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace BtpEmulator;

/// <summary>A request as it was received, secrets included: this is a test double.</summary>
public sealed record RecordedRequest
{
    /// <summary>The method as sent.</summary>
    public required string Method { get; init; }

    /// <summary>The decoded path, which routing and <see cref="FaultPlan"/> see.</summary>
    public required string Path { get; init; }

    /// <summary>The raw query without its question mark.</summary>
    public required string Query { get; init; }

    /// <summary>Path and query exactly as on the request line.</summary>
    public required string RawTarget { get; init; }

    /// <summary>Header values by name, in any case; several values of one name are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The first mebibyte of the body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When the request arrived, by the machine's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Names the TCP connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The recorded body as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The recorded body read as a form; the last one counts when a field is sent twice.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        QueryHelpers.ParseQuery(BodyText).ToDictionary(pair => pair.Key, pair => pair.Value[^1] ?? "", StringComparer.Ordinal);
}
