using TokenModule.Api.Operations;

namespace TokenModule.Interop;

/// <summary>The operations of the catalog, with ids of resources that the emulator has.</summary>
internal static class SampleOperations
{
    public const string Subaccount = "5abacc00-0002-4783-bc8c-3263690d4aac";
    public const string Directory = "d1ec7000-0001-4f1e-8d21-000000000001";
    public const string Environment = "e4c10000-0001-4b6f-9f0a-000000000001";
    public const string Application = "sapappstudiotrial";

    private static readonly Dictionary<string, string> Ids = new()
    {
        ["appName"] = Application,
        ["bindingId"] = "sample",
        ["bindingName"] = "sample",
        ["directoryGUID"] = Directory,
        ["environmentInstanceId"] = Environment,
        ["identifier"] = "sample",
        ["jobInstanceIdOrUniqueId"] = "sample",
        ["jobUuid"] = "sample",
        ["sourceSubaccountGUID"] = Subaccount,
        ["subaccountGUID"] = Subaccount,
        ["tenantId"] = Subaccount,
    };

    /// <returns>The operations of an endpoint, without those that SAP's document does not contain.</returns>
    public static IEnumerable<BtpOperation> Find(string endpoint)
    {
        return OperationCatalog.All.Where(o => o.Endpoint == endpoint && o.SourceCode == OperationSource.OpenApi);
    }

    public static string FillPath(BtpOperation operation)
    {
        return new PathFilling(operation).FillPath(GetIds(operation).ToDictionary(id => id.Name, id => id.Id), entity: null);
    }

    public static (string Name, string Id)[] GetIds(BtpOperation operation)
    {
        return [.. new PathFilling(operation).Placeholders.Select(name => (name, Ids[name]))];
    }
}
