# Starts and stops the process of an emulator.

function Find-DotNet {
    $onPath = Get-Command dotnet -CommandType Application -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty Path
    if ($onPath) { return $onPath }
    if (-not $env:DOTNET_ROOT) { return }
    Get-Item (Join-Path $env:DOTNET_ROOT dotnet), (Join-Path $env:DOTNET_ROOT dotnet.exe) -ErrorAction Ignore |
        Select-Object -First 1 -ExpandProperty FullName
}

function New-RuntimeError([string] $Found) {
    New-EmulatorError ("The emulator needs the ASP.NET Core Runtime 10.0 or later, but $Found. Install the runtime, or the .NET SDK, " +
        'which contains it, from https://dotnet.microsoft.com/download/dotnet/10.0.') RuntimeMissing NotInstalled
}

# Backslashes before a quotation mark must be doubled.
function ConvertTo-Argument([string] $Value) { '"' + ($Value -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"' }

# Starts the process. It ends with this session, because its standard input ends then.
function Start-EmulatorProcess([string] $DotNet, [string] $Path, [int] $Port) {
    $arguments = @("$PSScriptRoot/emulator/BtpEmulator.dll", '--port', $Port, '--ignore-interrupt')
    if ($Path) { $arguments += '--keys', $Path }
    $start = New-Object Diagnostics.ProcessStartInfo $DotNet, (@($arguments | ForEach-Object { ConvertTo-Argument $_ }) -join ' ')
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.WorkingDirectory = $PSScriptRoot
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    [Diagnostics.Process]::Start($start)
}

# Waits until the emulator prints the last line of its greeting, and returns all lines. Throws an ErrorRecord when the process ends instead.
# The wait is a loop, so that Ctrl+C can stop it.
function Wait-Greeting([Diagnostics.Process] $Process) {
    $failure = $Process.StandardError.ReadToEndAsync()
    $patience = [Diagnostics.Stopwatch]::StartNew()
    do {
        $line = $Process.StandardOutput.ReadLineAsync()
        while (-not $line.Wait(50)) {
            if ($patience.Elapsed.TotalSeconds -lt 60) { continue }
            throw New-EmulatorError 'The emulator did not start within 60 s.' EmulatorNotStarted OperationTimeout
        }
        if ($null -ne $line.Result) { $line.Result }
    } until ($null -eq $line.Result -or $line.Result -like 'TLS on *')
    if ($null -ne $line.Result) { return }

    $Process.WaitForExit()
    $text = $failure.GetAwaiter().GetResult().Trim()
    # The exit code of dotnet when a runtime is missing. Unix keeps only its lowest byte.
    if (($Process.ExitCode -band 0xff) -eq 0x96) { throw New-RuntimeError 'this computer has no matching version' }
    throw New-EmulatorError "The emulator did not start. $text" EmulatorNotStarted InvalidResult
}

function Stop-EmulatorProcess([Diagnostics.Process] $Process) {
    if ($Process.HasExited) { return }
    # Fails when the process ends at the same time.
    try { $Process.StandardInput.Close() } catch [IO.IOException] { Write-Debug "$_" }
    if (-not $Process.WaitForExit(5000)) { $Process.Kill() }
}
