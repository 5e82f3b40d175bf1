# Dot-sourced in the BeforeAll of every test file: imports the built module, and provides an emulator in its initial state.
#   TOKENMODULE_PATH              the module to test; by default the build output in out/TokenModule
#   TOKENMODULE_EMULATOR          BtpEmulator.dll; by default the newest build
#   TOKENMODULE_EMULATOR_RUNNING  address and key directory of a running emulator, set by Invoke-PesterFile.ps1;
#                                 without it the file starts an emulator of its own
$repository = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
$modulePath = if ($env:TOKENMODULE_PATH) { $env:TOKENMODULE_PATH } else { Join-Path $repository 'out/TokenModule' }
Import-Module $modulePath -ErrorAction Stop

# Provides an emulator in its initial state. Its keys are files in .Keys, such as "$($emulator.Keys)/ber.json".
# Each file has its own copy of the keys, because some tests change them.
# With -Own the file has an emulator to itself, at an address that the module has not seen: the module remembers the published keys
# of an address for as long as the process runs.
function Start-Emulator([switch] $Own) {
    $keys = Join-Path ([IO.Path]::GetTempPath()) "TokenModule.Tests.$([guid]::NewGuid().ToString('N'))"
    if ($env:TOKENMODULE_EMULATOR_RUNNING -and -not $Own) {
        $address, $original = $env:TOKENMODULE_EMULATOR_RUNNING -split '\|', 2
        Copy-Item -LiteralPath $original $keys -Recurse
        $script:emulator = [pscustomobject]@{ Process = $null; Keys = $keys; Address = $address }
    }
    else {
        . $PSScriptRoot/EmulatorProcess.ps1
        $script:emulator = Start-EmulatorProcess
    }

    $null = Invoke-Emulator reset Post
    Clear-OAuthTokenCache -Confirm:$false
}

function Stop-Emulator {
    if ($emulator.Process) {
        . $PSScriptRoot/EmulatorProcess.ps1
        Stop-EmulatorProcess $emulator
    }
    else { Remove-Item $emulator.Keys -Recurse -Force }
    Clear-OAuthTokenCache -Confirm:$false
}

function Invoke-Emulator([string] $Path, [string] $Method = 'Get', $Body) {
    $body = if ($null -ne $Body) {
        @{ Body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 9)); ContentType = 'application/json' } } else { @{} }
    Invoke-RestMethod "$($emulator.Address)/_emulator/$Path" -Method $Method @body -Verbose:$false -Debug:$false
}

# Deletes the recorded requests, the planned faults and the cached tokens.
function Reset-Emulator {
    $null = Invoke-Emulator requests Delete
    $null = Invoke-Emulator faults Delete
    Clear-OAuthTokenCache -Confirm:$false
}

# Returns the requests that the emulator received, oldest first.
function Get-Request([string] $Path = '/', [string] $Method = '*') {
    Invoke-Emulator requests | ForEach-Object { $_ } | Where-Object { $_.path -like "$Path*" -and $_.method -like $Method }
}

function Add-Fault([hashtable] $Fault) { $null = Invoke-Emulator faults Post $Fault }

function Set-Emulator([hashtable] $Settings) { $null = Invoke-Emulator settings Put $Settings }

function Import-EmulatorKey([string] $Name) { Import-ServiceKey -LiteralPath (Join-Path $emulator.Keys "$Name.json") }

function New-User([string] $Name = 'anna.admin@example.com', [string] $Password = 'Abcd') {
    New-Object pscredential $Name, (ConvertTo-SecureString $Password -AsPlainText -Force)
}

# Returns only the error records of a script.
function Get-Failure([scriptblock] $Script) {
    & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
}

# Runs a script in a new process of the same PowerShell, and returns its output.
function Invoke-FreshPowerShell([string] $Script, [string] $Answer) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('$ProgressPreference = "SilentlyContinue"; ' + $Script))
    $self = (Get-Process -Id $PID).Path
    # As a .NET tool, PowerShell is a library that dotnet runs.
    $library = @(if ((Split-Path $self -Leaf) -like 'dotnet*') { [Environment]::GetCommandLineArgs()[0] })
    if ($Answer) { $Answer | & $self @library -NoProfile -OutputFormat Text -EncodedCommand $encoded }
    else { & $self @library -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded }
}

# Runs a script until the emulator has received its request for a path, and then stops it like Ctrl+C. Returns how long the stop took.
function Stop-InFlight([string] $Script, $Argument, [string] $Path = '/') {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$modulePath'; $Script").AddArgument($Argument)
    $running = $shell.BeginInvoke()
    $patience = [Diagnostics.Stopwatch]::StartNew()
    while (-not (Get-Request $Path)) {
        if ($running.IsCompleted -or
            $patience.Elapsed.TotalSeconds -gt 20) { throw "No request was running that could be stopped: $($shell.Streams.Error)" }
        $null = [Threading.Thread]::Yield()
    }

    $watch = [Diagnostics.Stopwatch]::StartNew()
    $shell.Stop()
    [pscustomobject]@{ Seconds = $watch.Elapsed.TotalSeconds; Errors = $shell.Streams.Error.Count; Requests = @(Get-Request).Count }
    $shell.Dispose()
}
