using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Objects;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Compares the body and the query with the description of the operation. It can be incomplete or old, so the service decides about the
/// request, and a difference is only a warning.
/// </summary>
internal static class RequestWarnings
{
    public static IEnumerable<string> List(ApiRequestCmdlet cmdlet, BtpApiRequest request, BtpOperation? operation)
    {
        object? body = cmdlet.Body is PSObject { BaseObject: string or byte[] } wrapped ? wrapped.BaseObject : cmdlet.Body;
        bool isJson = MediaTypes.IsJson(cmdlet.ContentType ?? MediaTypes.Json);
        if (body is string text && isJson && JsonBody.DescribeErrorOrDefault(text) is { } place)
            yield return $"The text of -Body is not valid JSON at {place}. For another format, pass -ContentType.";
        if (operation is null)
            yield break;

        if (OperationService.DescribeOtherServiceOrDefault(request.TokenRequest.Key, operation) is { } otherService)
            yield return otherService;
        if (request.Body is null && BodyCheck.DescribeMissingBodyOrDefault(operation) is { } missing)
            yield return missing;

        IEnumerable<string> members = request.Body is not null && JsonBody.ListMembersOrDefault(body) is { } names
            ? BodyCheck.ListWarnings(operation, names)
            : [];
        IEnumerable<string> query = QueryCheck.ListWarnings(operation, cmdlet.Query?.Keys.Cast<object>().Select(FormatName) ?? []);
        foreach (string warning in members.Concat(query))
        {
            yield return warning;
        }
    }

    private static string FormatName(object key) => key.ToString() ?? string.Empty;
}
