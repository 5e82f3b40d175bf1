# The mode of the session would apply otherwise.
Set-StrictMode -Version Latest

# The emulators that this session started, by process id: the emulator object and its process.
$script:started = @{}

Add-Type -AssemblyName System.Net.Http
# Control requests must not use a proxy from the environment or the system.
$handler = New-Object Net.Http.HttpClientHandler
$handler.UseProxy = $false
$script:http = New-Object Net.Http.HttpClient $handler

. $PSScriptRoot/Connection.ps1
. $PSScriptRoot/Process.ps1
. $PSScriptRoot/Fault.ps1
. $PSScriptRoot/Start-BtpEmulator.ps1
. $PSScriptRoot/Stop-BtpEmulator.ps1
. $PSScriptRoot/Reset-BtpEmulator.ps1
. $PSScriptRoot/Add-BtpEmulatorFault.ps1
. $PSScriptRoot/Get-BtpEmulatorRequest.ps1

# Lists of requests show no headers and bodies, because these contain tokens and secrets.
Update-TypeData -TypeName TokenModule.Emulator.Request -DefaultDisplayPropertySet Time, Method, Path, Query -Force

$ExecutionContext.SessionState.Module.OnRemove = { Stop-BtpEmulator }
