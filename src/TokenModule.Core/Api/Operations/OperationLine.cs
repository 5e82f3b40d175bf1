namespace TokenModule.Api.Operations;

/// <summary>
/// An operation as one line of text with tabs: endpoint, method, path, operation id, scopes, query, paging, waiting, summary, type,
/// source. Scopes are separated by spaces if all are required, and by bars if one is sufficient. The type of a list ends with the type of
/// its items after a slash.
/// </summary>
internal static class OperationLine
{
    private const char AnyOf = '|';

    public static string FormatLine(BtpOperation operation) => string.Join("\t",
    [
        operation.Endpoint, operation.Method, operation.Path, operation.OperationId,
        string.Join(operation.AnyScopeSuffices ? AnyOf.ToString() : " ", operation.RequiredScopes),
        string.Join(" ", operation.Query), operation.Paging, operation.Waiting, operation.Summary,
        operation.ItemTypeName.Length == 0 ? operation.ResponseTypeName : $"{operation.ResponseTypeName}/{operation.ItemTypeName}",
        operation.SourceCode,
    ]);

    public static BtpOperation ParseLine(string line)
    {
        string[] columns = line.Split('\t');
        string[] types = columns[9].Split('/');
        return new BtpOperation(columns[0], columns[1], columns[2])
        {
            OperationId = columns[3],
            RequiredScopes = SplitWords(columns[4]),
            AnyScopeSuffices = columns[4].Contains(AnyOf),
            Query = SplitWords(columns[5]),
            PagingKind = PagingKindNames.Parse(columns[6]),
            WaitingKind = WaitingKindNames.Parse(columns[7]),
            Summary = columns[8],
            ResponseTypeName = types[0],
            ItemTypeName = types.Length > 1 ? types[1] : string.Empty,
            SourceCode = columns[10],
            ReadBody = () => OperationBodies.FindMembers(columns[0], columns[3]),
        };
    }

    private static string[] SplitWords(string column) => column.Split([' ', AnyOf], StringSplitOptions.RemoveEmptyEntries);
}
