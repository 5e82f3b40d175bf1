namespace TokenModule.Api.Operations;

/// <summary>How a client recognizes that a long-running operation is complete.</summary>
internal enum WaitingKind
{
    /// <summary>The operation is complete with its response.</summary>
    None,

    /// <summary>The response has status 202 and a <c>Location</c> with the job.</summary>
    Location,

    /// <summary>The resource has the member <c>state</c>.</summary>
    State,

    /// <summary>The resource has the member <c>status</c>.</summary>
    Status,

    /// <summary>GET returns status 409 until the result exists.</summary>
    Conflict,
}
