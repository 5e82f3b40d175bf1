# Starts and stops an emulator in a process of its own.

# The emulator stops when its standard input ends. It therefore also stops when the process that started it ends.
function Start-EmulatorProcess {
    $assembly = $env:TOKENMODULE_EMULATOR
    if (-not $assembly) {
        $builds = Join-Path (Split-Path (Split-Path $PSScriptRoot -Parent) -Parent) 'src/BtpEmulator/bin/*/net10.0/BtpEmulator.dll'
        $assembly = Get-ChildItem $builds -ErrorAction Stop | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    }

    $keys = Join-Path ([IO.Path]::GetTempPath()) "TokenModule.Tests.$([guid]::NewGuid().ToString('N'))"
    $start = New-Object Diagnostics.ProcessStartInfo 'dotnet', "`"$assembly`" --keys `"$keys`""
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $greeting = $process.StandardOutput.ReadLine()
    # It writes all keys before it prints the name of the first key.
    $firstKey = $process.StandardOutput.ReadLine()
    if (-not $firstKey) { throw "The emulator did not start: $greeting" }
    [pscustomobject]@{ Process = $process; Keys = $keys; Address = ($greeting -split ' ')[-1] }
}

function Stop-EmulatorProcess($Running) {
    $Running.Process.StandardInput.Close()
    if (-not $Running.Process.WaitForExit(5000)) { $Running.Process.Kill() }
    Remove-Item $Running.Keys -Recurse -Force
}
