function Start-BtpEmulator {
    <#
    .SYNOPSIS
        Starts an emulator of SAP BTP on this computer, to test scripts without
        an SAP account.
    .DESCRIPTION
        The emulator provides token endpoints and APIs of SAP BTP on 127.0.0.1.
        It writes service keys for them to a folder. Scripts use these keys like
        real ones: they need no change, no certificate and no network. Nothing
        is sent to SAP.

        The keys are cis-central, cis-local, saas-registry, dox, ber, pr and
        ciam. Their addresses start with http://127.0.0.1. TokenModule accepts
        http only for the local computer. The subfolder 'bindings' contains keys
        of other services. For a key that requires a user, sign in as
        anna.admin@example.com with the password Abcd and the one-time code
        1234.

        The command returns when the emulator is ready. The emulator runs in a
        process of its own until Stop-BtpEmulator stops it, the module is
        removed, or the PowerShell process ends. It needs the ASP.NET Core
        Runtime 10.0 or later, which the .NET SDK contains.
    .PARAMETER Path
        The folder for the service keys. It is created if it does not exist, and
        otherwise it must be empty or contain the keys of an earlier emulator,
        which are replaced. The keys remain there when the emulator stops. By
        default the emulator uses a temporary folder and deletes it when it
        stops.
    .PARAMETER Port
        The port on 127.0.0.1. By default any free port.
    .PARAMETER Fault
        Faults for the first matching requests. The members of each hashtable
        are the parameters of Add-BtpEmulatorFault.
    .OUTPUTS
        TokenModule.Emulator, an object with these properties: Address is the
        address of the token endpoints and APIs. Keys is the folder of the
        service keys. TlsAddress is the address for client certificates, which
        only some keys in 'bindings' use, and CertificateAuthority is the path
        of the root certificate of this address. ProcessId is the id of the
        process.
    .EXAMPLE
        $emulator = Start-BtpEmulator
        Import-ServiceKey "$($emulator.Keys)/cis-local.json" | Invoke-BtpApi -Operation getEnvironmentInstances
        Stop-BtpEmulator

        Calls an API of the emulator. Import-ServiceKey and Invoke-BtpApi belong
        to the module TokenModule.
    .EXAMPLE
        $emulator = Start-BtpEmulator -Path ./emulator-keys -Port 8080

        Writes the keys to a folder of your choice, for example for scripts that
        read their key from a fixed path.
    .EXAMPLE
        $emulator = Start-BtpEmulator -Fault @{ Path = '/provisioning/v1/*'; Status = 429; Times = 2; RetryAfter = 1 }

        The first two requests for a path that starts with /provisioning/v1/ get
        the status 429 and the header Retry-After: 1.
    .LINK
        https://github.com/TokenModule/TokenModule/blob/main/docs/guides/test-your-scripts.md
    .LINK
        Stop-BtpEmulator
    .LINK
        Add-BtpEmulatorFault
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('TokenModule.Emulator')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path,

        [ValidateRange(0, 65535)]
        [int] $Port,

        [Collections.IDictionary[]] $Fault
    )

    $process = $null
    $emulator = $null
    try {
        foreach ($each in $Fault) { Assert-FaultMember $each }
        $folder = if ($Path) { Resolve-KeyFolder $PSCmdlet.SessionState.Path $Path }
        $place = if ($Path) { $folder } else { 'a temporary folder' }
        if (-not $PSCmdlet.ShouldProcess($place, 'Start a BTP emulator with keys in')) { return }

        $dotnet = Find-DotNet
        if (-not $dotnet) { throw New-RuntimeError "the command 'dotnet' is not on the PATH" }
        $process = Start-EmulatorProcess $dotnet $folder $Port
        $greeting = @(Wait-Greeting $process)
        $created = [pscustomobject] @{
            PSTypeName           = 'TokenModule.Emulator'
            Address              = $greeting[0] -replace '.* on '
            Keys                 = Split-Path $greeting[1]
            TlsAddress           = $greeting[-1] -replace 'TLS on ([^,]+),.*', '$1'
            CertificateAuthority = $greeting[-2]
            ProcessId            = $process.Id
        }
        foreach ($each in $Fault) { Add-BtpEmulatorFault @each -Emulator $created -ErrorAction Stop }
        # A script can change the properties of the object, so the folder to delete is stored apart from it.
        $temporary = if (-not $Path) { $created.Keys }
        $script:started[$process.Id] = @{ Emulator = $created; Process = $process; TemporaryFolder = $temporary }
        $emulator = $created
        $emulator
    }
    catch { $PSCmdlet.ThrowTerminatingError($_) }
    finally {
        # Also after Ctrl+C.
        if ($process -and -not $emulator) { Stop-EmulatorProcess $process }
    }
}

# Returns the full path of the folder. The emulator replaces files in it, and a real key with the same name must not be lost.
function Resolve-KeyFolder([Management.Automation.PathIntrinsics] $Paths, [string] $Path) {
    $provider = $drive = $null
    $folder = $Paths.GetUnresolvedProviderPathFromPSPath($Path, [ref] $provider, [ref] $drive)
    if ($provider.Name -ne 'FileSystem' -or (Test-Path -LiteralPath $folder -PathType Leaf)) {
        throw New-EmulatorError "'$Path' is not a folder. Specify a folder for the keys." KeyFolderInvalid InvalidArgument $Path
    }

    $folder
    if (-not (Test-Path -LiteralPath $folder)) { return }
    # Every key of an emulator contains an address on this computer, or of a host with the reserved ending .test.
    $hasEmulatorFiles = Test-Path -LiteralPath (Join-Path $folder certificate-authority.pem)
    $keys = @(Get-ChildItem -LiteralPath $folder -Filter *.json -File -Recurse -Force | ForEach-Object { $_.FullName })
    $foreign = @($keys | Where-Object { (Get-Content -LiteralPath $_ -Raw) -notmatch '://127\.0\.0\.1:|\.emulator\.test' })
    if ($hasEmulatorFiles -and -not $foreign) { return }
    if (Get-ChildItem -LiteralPath $folder -Force | Select-Object -First 1) {
        $text = "The folder '$folder' contains files that no emulator wrote. Specify a new or an empty folder, so that the keys of the " +
            'emulator replace no other file.'
        throw New-EmulatorError $text KeyFolderInvalid InvalidArgument $folder
    }
}
