function Get-BtpEmulatorRequest {
    <#
    .SYNOPSIS
        Returns the requests that an emulator received.
    .DESCRIPTION
        Returns the requests since the start of the emulator or the last
        Reset-BtpEmulator, oldest first. A test can check what a script sent.
        Requests that got a fault are included.
    .PARAMETER Path
        The path of the requests, for example /accounts/v1/subaccounts. * stands
        for any text. By default every path.
    .PARAMETER Method
        The HTTP method of the requests. By default every method.
    .PARAMETER Emulator
        The emulator, from Start-BtpEmulator. By default the only emulator of
        this session.
    .OUTPUTS
        TokenModule.Emulator.Request, an object with these properties: Time,
        Method, Path (decoded), Query (as sent), Headers, and Body (the first
        mebibyte, as text). Headers and Body contain the tokens and secrets that
        the script sent. Views omit them.
    .EXAMPLE
        Get-BtpEmulatorRequest -Path /accounts/*

        Lists the requests to the accounts API.
    .EXAMPLE
        Get-BtpEmulatorRequest -Method DELETE | Should -BeNullOrEmpty

        Checks in a Pester test that the script deleted nothing.
    .EXAMPLE
        (Get-BtpEmulatorRequest -Path /accounts/v1/subaccounts -Method POST).Body | ConvertFrom-Json

        Shows the subaccount that the script tried to create.
    .LINK
        Add-BtpEmulatorFault
    .LINK
        Reset-BtpEmulator
    #>
    [CmdletBinding()]
    [OutputType('TokenModule.Emulator.Request')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path = '*',

        [Parameter(Position = 1)]
        [ValidateSet('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')]
        [string] $Method,

        [Parameter(ValueFromPipeline)]
        [ValidateNotNull()]
        [PSTypeName('TokenModule.Emulator')] $Emulator
    )

    process {
        try {
            $expression = ConvertTo-PathExpression $Path
            # Windows PowerShell lacks the parameter, and always keeps texts that look like dates.
            $asSent = if ((Get-Command ConvertFrom-Json).Parameters.ContainsKey('DateKind')) { @{ DateKind = 'String' } } else { @{} }
            $received = Invoke-EmulatorControl (Resolve-Emulator $Emulator) Get requests | ConvertFrom-Json @asSent
            foreach ($request in $received) {
                if ($request.path -notmatch $expression -or ($Method -and $request.method -ne $Method)) { continue }
                [pscustomobject] @{
                    PSTypeName = 'TokenModule.Emulator.Request'
                    Time       = ([datetime] $request.time).ToLocalTime()
                    Method     = $request.method
                    Path       = $request.path
                    Query      = $request.query
                    Headers    = $request.headers
                    Body       = $request.body
                }
            }
        }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}
