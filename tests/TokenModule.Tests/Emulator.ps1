# Dot-sourced in the BeforeAll of every test file: imports the built module, and starts an emulator for that file alone.
#   TOKENMODULE_PATH      the module to test; without it, what a build laid out under out/TokenModule
#   TOKENMODULE_EMULATOR  BtpEmulator.dll; without it, the one built last
$repository = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
$modulePath = if ($env:TOKENMODULE_PATH) { $env:TOKENMODULE_PATH } else { Join-Path $repository 'out/TokenModule' }
Import-Module $modulePath -ErrorAction Stop

# Starts an emulator; its keys are files in .Keys, such as "$($emulator.Keys)/ber.json".
function Start-Emulator {
    $assembly = $env:TOKENMODULE_EMULATOR
    if (-not $assembly) {
        $assembly = Get-ChildItem (Join-Path $repository 'src/BtpEmulator/bin/*/net10.0/BtpEmulator.dll') -ErrorAction Stop |
            Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    }

    $keys = Join-Path ([IO.Path]::GetTempPath()) "TokenModule.Tests.$([guid]::NewGuid().ToString('N'))"
    $start = New-Object Diagnostics.ProcessStartInfo 'dotnet', "`"$assembly`" --keys `"$keys`""
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $greeting = $process.StandardOutput.ReadLine()
    # It writes all keys before it names the first.
    $firstKey = $process.StandardOutput.ReadLine()
    if (-not $firstKey) { throw "The emulator did not start: $greeting" }
    $script:emulator = [pscustomobject]@{ Process = $process; Keys = $keys; Address = ($greeting -split ' ')[-1] }
}

# It ends with its standard input.
function Stop-Emulator {
    $emulator.Process.StandardInput.Close()
    if (-not $emulator.Process.WaitForExit(5000)) { $emulator.Process.Kill() }
    Remove-Item $emulator.Keys -Recurse -Force
    Clear-OAuthTokenCache
}

function Invoke-Emulator([string] $Path, [string] $Method = 'Get', $Body) {
    $body = if ($null -ne $Body) { @{ Body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 9)); ContentType = 'application/json' } } else { @{} }
    Invoke-RestMethod "$($emulator.Address)/_emulator/$Path" -Method $Method @body -Verbose:$false -Debug:$false
}

# Nothing received, nothing planned, nothing cached.
function Reset-Emulator {
    $null = Invoke-Emulator requests Delete
    $null = Invoke-Emulator faults Delete
    Clear-OAuthTokenCache -Confirm:$false
}

# What the emulator received, oldest first.
function Get-Request([string] $Path = '/', [string] $Method = '*') {
    Invoke-Emulator requests | ForEach-Object { $_ } | Where-Object { $_.path -like "$Path*" -and $_.method -like $Method }
}

function Add-Fault([hashtable] $Fault) { $null = Invoke-Emulator faults Post $Fault }

function Set-Emulator([hashtable] $Settings) { $null = Invoke-Emulator settings Put $Settings }

function Import-EmulatorKey([string] $Name) { Import-ServiceKey -LiteralPath (Join-Path $emulator.Keys "$Name.json") }

function New-User([string] $Name = 'anna.admin@example.com', [string] $Password = 'Abcd') {
    New-Object pscredential $Name, (ConvertTo-SecureString $Password -AsPlainText -Force)
}

# The error records of a script, and nothing else of it.
function Get-Failure([scriptblock] $Script) {
    & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
}

# Runs a script in a process of its own, of the same PowerShell, and gives what it wrote.
function Invoke-FreshPowerShell([string] $Script) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('$ProgressPreference = "SilentlyContinue"; ' + $Script))
    $self = (Get-Process -Id $PID).Path
    # As a .NET tool, PowerShell is a library that dotnet runs.
    $library = @(if ((Split-Path $self -Leaf) -like 'dotnet*') { [Environment]::GetCommandLineArgs()[0] })
    & $self @library -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded
}

# Runs a script until the emulator has its request for a path, then stops it as Ctrl+C does, and tells how long that took.
function Stop-InFlight([string] $Script, $Argument, [string] $Path = '/') {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$modulePath'; $Script").AddArgument($Argument)
    $running = $shell.BeginInvoke()
    $patience = [Diagnostics.Stopwatch]::StartNew()
    while (-not (Get-Request $Path)) {
        if ($running.IsCompleted -or $patience.Elapsed.TotalSeconds -gt 20) { throw "Nothing was in flight to stop: $($shell.Streams.Error)" }
        $null = [Threading.Thread]::Yield()
    }

    $watch = [Diagnostics.Stopwatch]::StartNew()
    $shell.Stop()
    [pscustomobject]@{ Seconds = $watch.Elapsed.TotalSeconds; Errors = $shell.Streams.Error.Count; Requests = @(Get-Request).Count }
    $shell.Dispose()
}
