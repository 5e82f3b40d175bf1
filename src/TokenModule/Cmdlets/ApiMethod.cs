namespace TokenModule.Cmdlets;

/// <summary>The HTTP methods of SAP's APIs.</summary>
public enum ApiMethod
{
    Get,
    Post,
    Put,
    Patch,
    Delete,
}
