function Add-BtpEmulatorFault {
    <#
    .SYNOPSIS
        Lets the next matching requests to an emulator fail.
    .DESCRIPTION
        Adds a fault: an error response, an unexpected body, a delay, or a
        broken connection. The next request that matches the path, the method
        and the query gets the fault, or the next requests with -Times. Then the
        emulator responds as usual. When several faults match a request, the
        fault that was added first applies.

        Token requests have paths that end with /oauth/token.
    .PARAMETER Path
        The path of the requests, for example /accounts/v1/subaccounts. * stands
        for any text. By default every path.
    .PARAMETER Method
        The HTTP method of the requests. By default every method.
    .PARAMETER Query
        A parameter that the query of the requests must contain, for example
        pageNum=2.
    .PARAMETER Times
        The number of requests that get the fault. The default is 1.
    .PARAMETER Status
        The HTTP status of the response. The default is 200 if there is a body.
    .PARAMETER RetryAfter
        The header Retry-After of the response, in seconds.
    .PARAMETER Header
        Other headers of the response.
    .PARAMETER Body
        The body of the response: a text, or an object that is converted to
        JSON.
    .PARAMETER Truncate
        Closes the connection after half of the body. Without -Status and -Body,
        this is the body of the usual response.
    .PARAMETER Abort
        Closes the connection without a response.
    .PARAMETER DelaySeconds
        The delay before the response, in seconds. Without another fault, the
        usual response follows.
    .PARAMETER Emulator
        The emulator, from Start-BtpEmulator. By default the only emulator of
        this session.
    .EXAMPLE
        Add-BtpEmulatorFault -Path /accounts/v1/subaccounts -Status 503 -RetryAfter 2 -Times 2

        The next two requests for the list of subaccounts get the status 503.
        The third request succeeds.
    .EXAMPLE
        Add-BtpEmulatorFault -Path */oauth/token -Status 401 -Body @{ error = 'invalid_client'; error_description = 'Bad credentials' }

        The next token request is rejected, as after a rotation of the client
        secret.
    .EXAMPLE
        Add-BtpEmulatorFault -Method DELETE -Abort

        The next deletion loses its connection. The script cannot know whether
        it happened.
    .EXAMPLE
        Add-BtpEmulatorFault -Path /accounts/v1/* -DelaySeconds 30

        The next request to the accounts API is answered after 30 s.
    .LINK
        Reset-BtpEmulator
    .LINK
        Get-BtpEmulatorRequest
    #>
    [CmdletBinding()]
    [OutputType([void])]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path = '*',

        [Parameter(Position = 1)]
        [ValidateSet('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')]
        [string] $Method,

        [ValidateNotNullOrEmpty()]
        [string] $Query,

        [ValidateRange(1, [int]::MaxValue)]
        [int] $Times = 1,

        [ValidateRange(200, 599)]
        [int] $Status,

        [ValidateRange(0, 86400)]
        [int] $RetryAfter,

        [Collections.IDictionary] $Header,

        [AllowEmptyString()]
        [object] $Body,

        [switch] $Truncate,

        [switch] $Abort,

        [ValidateRange(0, 86400)]
        [double] $DelaySeconds,

        [Parameter(ValueFromPipeline)]
        [ValidateNotNull()]
        [PSTypeName('TokenModule.Emulator')] $Emulator
    )

    process {
        try {
            $target = Resolve-Emulator $Emulator
            if ($Path -notmatch '^[/*]' -or $Path -match '[?#]') {
                throw New-EmulatorError ("The path '$Path' must start with / or *, without a host and a query. A query belongs to " +
                    '-Query.') FaultInvalid InvalidArgument $Path
            }
            Assert-FaultEffect $PSBoundParameters

            $fault = @{
                pathPattern = $Path; times = $Times; abort = [bool] $Abort; truncate = [bool] $Truncate; delaySeconds = $DelaySeconds
            }
            if ($Method) { $fault.method = $Method }
            if ($Query) { $fault.query = $Query.TrimStart('?') }
            if ($Status) { $fault.status = $Status }
            if ($PSBoundParameters.ContainsKey('Body')) {
                $fault.body = if ($Body -is [string]) { "$Body" } else { ConvertTo-Json $Body -Depth 20 -Compress } }
            $headers = @{}
            if ($Header) { foreach ($name in $Header.Keys) { $headers["$name"] = "$($Header[$name])" } }
            if ($PSBoundParameters.ContainsKey('RetryAfter')) { $headers['Retry-After'] = "$RetryAfter" }
            if ($headers.Count) { $fault.headers = $headers }
            $null = Invoke-EmulatorControl $target Post faults $fault
        }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}
