// A type of .NET that netstandard2.0 lacks.
#pragma warning disable IDE0130 // The namespace is the one of .NET.

namespace System.Text;

/// <summary>.NET Framework has all code pages without a provider.</summary>
internal sealed class CodePagesEncodingProvider : EncodingProvider
{
    public static CodePagesEncodingProvider Instance { get; } = new();

    public override Encoding? GetEncoding(int codepage) => null;

    public override Encoding? GetEncoding(string name) => null;
}
