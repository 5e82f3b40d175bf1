using System.Text;
using TokenModule;
using TokenModule.Api.Operations;

// CatalogBuilder <directory> <endpoint>=<document> ... writes the operations of OpenAPI documents, and the members of their bodies, to the
// catalog files in the directory.
if (args.Length < 2 || !args.Skip(1).All(source => source.IndexOf('=', StringComparison.Ordinal) > 0))
{
    Console.Error.WriteLine(
        "Usage: CatalogBuilder src/TokenModule.Core/Api/Operations accounts=accounts.json saas_registry=saas-provisioning.json ...");
    return 2;
}

List<BtpOperation> operations = [];
foreach (string[] source in args.Skip(1).Select(argument => argument.Split('=', 2)))
{
    if (OpenApiDocument.ReadOperationsOrDefault(await File.ReadAllBytesAsync(source[1]), source[0]) is not { } found)
    {
        Console.Error.WriteLine($"{source[1]} is not an OpenAPI document.");
        return 1;
    }

    operations.AddRange(found);
    Console.WriteLine($"{source[0]}: {found.Count} operations");
}

// Sorted, so that the file is the same on every machine and for every order of the arguments.
BtpOperation[] sorted = [.. operations.OrderBy(o => o.Endpoint, StringComparer.Ordinal)];
await WriteAsync("operations.tsv", sorted.Select(OperationLine.FormatLine));
await WriteAsync("operations.bodies.tsv", sorted.SelectMany(OperationBodies.FormatLines));
return 0;

Task WriteAsync(string name, IEnumerable<string> lines) => File.WriteAllTextAsync(
    Path.Combine(args[0], name),
    string.Concat(lines.Select(line => line + "\n")),
    new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
