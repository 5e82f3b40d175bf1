namespace TokenModule.Api;

/// <summary>The method and the address of a call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The address with the query.</param>
/// <param name="Operation">The operation that the caller named, or null for a path or an address.</param>
internal sealed record ResolvedTarget(HttpMethod Method, Uri Address, BtpOperation? Operation);
