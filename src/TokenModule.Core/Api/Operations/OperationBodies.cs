namespace TokenModule.Api.Operations;

/// <summary>
/// The members of the bodies of the catalog's operations, as lines of text with tabs: endpoint, operation id, member, type, whether it is
/// required (<c>!</c>), description. They are read on first use.
/// </summary>
internal static class OperationBodies
{
    private const string Resource = "operations.bodies.tsv";
    private const string Required = "!";

    private static readonly Lazy<ILookup<(string, string), BtpOperationMember>> Loaded = new(
        () => ReadLines().Select(line => line.Split('\t')).ToLookup(
            columns => (columns[0], columns[1]),
            columns => new BtpOperationMember(columns[2], columns[3], columns[4] == Required, columns[5])));

    public static IReadOnlyList<BtpOperationMember> FindMembers(string endpoint, string operationId)
    {
        return [.. Loaded.Value[(endpoint, operationId)]];
    }

    public static IEnumerable<string> FormatLines(BtpOperation operation) => operation.Body.Select(member => string.Join("\t",
    [
        operation.Endpoint, operation.OperationId, member.Name, member.Type,
        member.IsRequired ? Required : string.Empty, member.Description,
    ]));

    private static IEnumerable<string> ReadLines()
    {
        using StreamReader lines = new(typeof(OperationBodies).Assembly.GetManifestResourceStream(Resource)!);
        while (lines.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
