// A type of .NET that netstandard2.0 lacks.
#pragma warning disable IDE0130 // It has the name it has there.

namespace System.Text;

/// <summary>.NET Framework has all code pages without a provider.</summary>
internal sealed class CodePagesEncodingProvider : EncodingProvider
{
    public static CodePagesEncodingProvider Instance { get; } = new();

    public override Encoding? GetEncoding(int codepage) => null;

    public override Encoding? GetEncoding(string name) => null;
}
