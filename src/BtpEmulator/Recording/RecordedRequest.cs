using System.Text;
using BtpEmulator.Faults;
using Microsoft.AspNetCore.WebUtilities;

namespace BtpEmulator.Recording;

/// <summary>A received request, including its secrets because this is a test double.</summary>
public sealed record RecordedRequest
{
    /// <summary>The method as sent.</summary>
    public required string Method { get; init; }

    /// <summary>The decoded path, as routing and <see cref="FaultPlan"/> use it.</summary>
    public required string Path { get; init; }

    /// <summary>The raw query without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The path and query exactly as in the request line.</summary>
    public required string RawTarget { get; init; }

    /// <summary>The header values by case-insensitive name. Several values of one name are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The first mebibyte of the body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When the request arrived, by the clock of the machine.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The ID of the TCP connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The recorded body as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The recorded body as form fields. When a field occurs twice, the last value counts.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        QueryHelpers.ParseQuery(BodyText).ToDictionary(pair => pair.Key, pair => pair.Value[^1] ?? "", StringComparer.Ordinal);
}
