# Finds running emulators and sends requests to their control endpoints.

function New-EmulatorError([string] $Message, [string] $Id, [Management.Automation.ErrorCategory] $Category, $Target) {
    New-Object Management.Automation.ErrorRecord (New-Object InvalidOperationException $Message), $Id, $Category, $Target
}

# Returns the emulators of this session that run.
function Get-RunningEmulator {
    $script:started.Values | Where-Object { -not $_.Process.HasExited } | ForEach-Object { $_.Emulator }
}

# Returns the given emulator, or the only one of this session. Throws an ErrorRecord without a running emulator.
function Resolve-Emulator($Emulator) {
    $running = @(if ($Emulator) { $Emulator } else { Get-RunningEmulator })
    if ($running.Count -eq 1) { return $running[0] }
    if ($running) {
        $addresses = @($running | ForEach-Object { $_.Address }) -join ', '
        throw New-EmulatorError "Several emulators are running: $addresses. Specify one with -Emulator." EmulatorAmbiguous InvalidArgument
    }
    throw New-EmulatorError 'No emulator of this session is running. Start one with Start-BtpEmulator.' EmulatorNotRunning ObjectNotFound
}

# Sends a request to a control endpoint, and returns the text of the response. Throws an ErrorRecord when the request fails.
function Invoke-EmulatorControl($Emulator, [string] $Method, [string] $Path, $Body) {
    $address = "$($Emulator.Address)/_emulator/$Path"
    $request = New-Object Net.Http.HttpRequestMessage ([Net.Http.HttpMethod] $Method.ToUpperInvariant()), $address
    if ($null -ne $Body) {
        $json = ConvertTo-Json $Body -Depth 5 -Compress
        $request.Content = New-Object Net.Http.StringContent $json, ([Text.Encoding]::UTF8), 'application/json'
    }

    try { $response = $script:http.SendAsync($request).GetAwaiter().GetResult() }
    catch {
        $text = "The emulator at $($Emulator.Address) is no longer running. Start a new one with Start-BtpEmulator."
        throw New-EmulatorError $text EmulatorNotRunning ConnectionError $Emulator
    }

    $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
    if ($response.IsSuccessStatusCode) { return $text }
    throw New-EmulatorError "The emulator at $($Emulator.Address) rejected the request. $text" EmulatorError InvalidArgument $Emulator
}

# Converts a path, in which * stands for any text, to a regular expression for the whole path.
function ConvertTo-PathExpression([string] $Path) { '(?s)^' + ([regex]::Escape($Path) -replace '\\\*', '.*') + '\z' }
