<#
.SYNOPSIS
    Measures calls of APIs against Invoke-RestMethod and HttpClient: time, memory, connections.
.DESCRIPTION
    Builds the projects in Release, starts an emulator, and measures in processes that trust its certificate. The cases of a row run
    alternately, so that a change in the speed of the computer affects all of them. The ratio compares the medians with the first case.
    Rows for memory show differences and have no ratio.
.EXAMPLE
    ./tests/Benchmarks/Measure-Api.ps1 | Format-Table
.EXAMPLE
    ./tests/Benchmarks/Measure-Api.ps1 -Row call, many -Round 31
#>
[CmdletBinding()]
param(
    [ValidateSet('call', 'tls', 'token', 'many', 'pages', 'files', 'cold', 'import', 'memory')]
    [string[]] $Row = @('call', 'tls', 'token', 'many', 'pages', 'files', 'cold', 'import', 'memory'),
    [int] $Round = 15,
    [switch] $NoBuild,
    # The folder with the keys of the emulator. The script sets it in the processes that it starts.
    [string] $Keys
)

$ErrorActionPreference = 'Stop'
$repository = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $repository 'out/TokenModule'

# Starts a new process of the same PowerShell. As a .NET tool, PowerShell is a library that dotnet runs.
$self = (Get-Process -Id $PID).Path
$shell = @($self) + @(if ((Split-Path $self -Leaf) -like 'dotnet*') { [Environment]::GetCommandLineArgs()[0] })
function Invoke-Fresh([string[]] $Argument) { & $shell[0] @($shell | Select-Object -Skip 1) -NoProfile -NonInteractive @Argument }

if (-not $Keys) {
    foreach ($project in 'src/TokenModule', 'src/BtpEmulator', 'tests/Benchmarks/EmptyModule') {
        if ($NoBuild) { break }
        $null = dotnet build (Join-Path $repository $project) --configuration Release --nologo
        if ($LASTEXITCODE) { throw "$project does not build." }
    }

    $Keys = Join-Path ([IO.Path]::GetTempPath()) "benchmark-keys-$PID"
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet',
        @((Join-Path $repository 'src/BtpEmulator/bin/Release/net10.0/BtpEmulator.dll'), '--keys', $Keys))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $emulator = [Diagnostics.Process]::Start($start)
    $env:BENCHMARK_ADDRESS = ($emulator.StandardOutput.ReadLine() -split ' ')[-1]
    $null = $emulator.StandardOutput.ReadLine()
    $trusted = $env:SSL_CERT_FILE
    $env:SSL_CERT_FILE = "$Keys/certificate-authority.pem"
    try {
        foreach ($name in $Row) { Invoke-Fresh -Argument '-File', $PSCommandPath, '-Keys', $Keys, '-Row', $name, '-Round', $Round |
            ConvertFrom-Csv }
    }
    finally {
        $env:SSL_CERT_FILE = $trusted
        $emulator.StandardInput.Close()
        $null = $emulator.WaitForExit(5000)
        Remove-Item $Keys -Recurse -Force
    }

    return
}

$address = $env:BENCHMARK_ADDRESS
$path = '/provisioning/v1/availableEnvironments'
Import-Module $module

# Returns a row for each case. A case is a script that returns a number. With -Timed, the number of its calls, its time is measured.
function Measure-Case([string] $Work, [string] $Unit, [Collections.Specialized.OrderedDictionary] $Case, [int] $Timed,
    [int] $Count = $Round, [double] $WarmSeconds, [switch] $Difference) {
    $figures = @{}
    foreach ($name in $Case.Keys) {
        $figures[$name] = [Collections.Generic.List[double]]::new()
        # The runtime compiles frequently used methods again in the background. The warm-up ends after that.
        $warm = [Diagnostics.Stopwatch]::StartNew()
        while ($warm.Elapsed.TotalSeconds -lt $WarmSeconds) { $null = & $Case[$name] $Timed }
    }

    foreach ($i in 1..$Count) {
        foreach ($name in $Case.Keys) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $given = & $Case[$name] $Timed
            $figures[$name].Add($(if ($Timed) { $watch.Elapsed.TotalMilliseconds / $Timed } else { [double] @($given)[-1] }))
        }
    }

    $baseline = $null
    foreach ($name in $Case.Keys) {
        $sorted = @($figures[$name] | Sort-Object)
        $median = $sorted[[int][Math]::Floor($sorted.Count / 2)]
        if ($null -eq $baseline) { $baseline = $median }
        [pscustomobject]@{
            Work = $Work; Case = $name; Unit = $Unit; n = $Count; Min = '{0:0.000}' -f $sorted[0]; Median = '{0:0.000}' -f $median;
                Max = '{0:0.000}' -f $sorted[-1]
            Ratio = if ($Difference) { '{0:+0.0;-0.0}' -f ($median - $baseline) } else { '{0:0.000}' -f ($median / $baseline) }
        }
    }
}

function Set-Emulator([hashtable] $Settings) {
    $null = Invoke-RestMethod "$address/_emulator/settings" -Method Put -Body ($Settings | ConvertTo-Json) -ContentType application/json }
function Get-Connections { (Invoke-RestMethod "$address/_emulator/requests/count").connections }

# Runs a script in a new process. With -Peak, its last line is the peak of its memory in MiB.
function Invoke-Script([string] $Script, [switch] $Peak) {
    $end = if ($Peak) { '; [Console]::WriteLine((Get-Process -Id $PID).PeakWorkingSet64 / 1MB)' }
    Invoke-Fresh -Argument '-Command', "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; $Script$end"
}

# Creates a module with the manifest, formats and types of this module, but with an empty DLL.
function New-EmptyTwin {
    $twin = Join-Path $Keys 'TokenModule'
    Copy-Item $module $twin -Recurse
    Remove-Item "$twin/net8.0/*.dll"
    Copy-Item (Join-Path $PSScriptRoot 'EmptyModule/bin/Release/net8.0/EmptyModule.dll') "$twin/net8.0/TokenModule.dll"
    $twin
}

# Measures calls of a service, which checks the token, and of a list of the emulator, which needs almost no work of the server.
function Measure-Call([string] $Work, [string] $Origin, $Key, [hashtable] $Header) {
    Measure-Path "$Work, 655 characters" $path $Origin $Key $Header
    Measure-Path "$Work, an empty list" /_emulator/faults $Origin $Key $Header
}

function Measure-Path([string] $Work, [string] $Path, [string] $Origin, $Key, [hashtable] $Header) {
    $client = [Net.Http.HttpClient]::new()
    $client.DefaultRequestHeaders.Add('Authorization', $Header.Authorization)
    $null = Invoke-BtpApi $Path -ServiceKey $Key
    $before = Get-Connections
    for ($i = 0; $i -lt 100; $i++) { $null = Invoke-BtpApi $Path -ServiceKey $Key }
    [pscustomobject]@{ Work = $Work; Case = 'new connections of 100 calls after the first'; Unit = ''; n = 100; Min = '';
        Median = (Get-Connections) - $before; Max = ''; Ratio = '' }
    Measure-Case $Work ms -Timed 50 -WarmSeconds 4 ([ordered]@{
        'Invoke-RestMethod' = { param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-RestMethod "$Origin$Path" -Headers $Header } }
        'Invoke-BtpApi'     = { param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-BtpApi $Path -ServiceKey $Key } }
        'HttpClient alone'  = {
            param($n) for ($i = 0; $i -lt $n; $i++) { $client.GetStringAsync("$Origin$Path").GetAwaiter().GetResult() } }
    })
}

$local = Import-ServiceKey "$Keys/cis-local.json" -WarningAction Ignore
$secret = (Get-Content "$Keys/cis-local.json" -Raw | ConvertFrom-Json).uaa
$header = Get-OAuthToken $local -AsHeader
$form = @{ grant_type = 'client_credentials'; client_id = $secret.clientid; client_secret = $secret.clientsecret }
$secure = ConvertTo-SecureString $secret.clientsecret -AsPlainText -Force
$byHand = "`$h = @{ Authorization = 'Bearer ' + (Invoke-RestMethod '$($secret.url)/oauth/token' -Method Post -Body @{ grant_type = 'client_credentials'; client_id = '$($secret.clientid)'; client_secret = '$($secret.clientsecret)' }).access_token }; `$null = Invoke-RestMethod '$address$path' -Headers `$h"
$byModule = "Import-Module '$module'; `$null = Import-ServiceKey '$Keys/cis-local.json' -WarningAction Ignore |
    Invoke-BtpApi -Endpoint provisioning -Path '$path'"

$rows = switch ($Row) {
    'call' {
        $key = Import-ServiceKey -TokenUrl "$($secret.url)/oauth/token" -ClientId $secret.clientid -ClientSecret $secure -Endpoint @{
            api = $address }
        Measure-Call 'one GET over http' $address $key $header
    }
    'tls' {
        $origin = ([uri] (Get-Content "$Keys/bindings/xsuaa-x509.json" -Raw | ConvertFrom-Json).certurl).GetLeftPart('Authority')
        Set-Emulator @{ allowTls13 = $true }
        $key = Import-ServiceKey -TokenUrl "$($secret.url)/oauth/token" -ClientId $secret.clientid -ClientSecret $secure -Endpoint @{
            api = $origin }
        Measure-Call 'one GET over https' $origin $key $header
        Set-Emulator @{ allowTls13 = $false }
    }
    'token' {
        $client = [Net.Http.HttpClient]::new()
        $fields = [Collections.Generic.Dictionary[string, string]]::new()
        foreach ($name in $form.Keys) { $fields[$name] = $form[$name] }
        Measure-Case 'a new token over http' ms -Timed 50 -WarmSeconds 4 ([ordered]@{
            'Invoke-RestMethod'            = {
                param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-RestMethod "$($secret.url)/oauth/token" -Method Post -Body $form } }
            'Get-OAuthToken -ForceRefresh' = { param($n) for ($i = 0; $i -lt $n; $i++) { Get-OAuthToken $local -ForceRefresh } }
            'HttpClient alone'             = { param($n) for ($i = 0; $i -lt $n; $i++) { $client.PostAsync("$($secret.url)/oauth/token",
                [Net.Http.FormUrlEncodedContent]::new($fields)).GetAwaiter().GetResult().Dispose() } }
        })
    }
    'many' {
        $paths = @($path) * 1000
        $client = [Net.Http.HttpClient]::new([Net.Http.SocketsHttpHandler] @{ MaxConnectionsPerServer = 8 })
        $client.DefaultRequestHeaders.Add('Authorization', $header.Authorization)
        Measure-Case '1,000 GETs over http' 'ms each' -Timed 1000 -WarmSeconds 2 -Count ([Math]::Max(3, $Round / 3)) ([ordered]@{
            'ForEach-Object -Parallel 8, Invoke-RestMethod' = { 1..1000 |
                ForEach-Object -ThrottleLimit 8 -Parallel { Invoke-RestMethod "$using:address$using:path" -Headers $using:header } }
            'Invoke-RestMethod, one by one'                 = {
                foreach ($i in 1..1000) { Invoke-RestMethod "$address$path" -Headers $header } }
            'Invoke-BtpApi, one by one'                     = {
                foreach ($i in 1..1000) { Invoke-BtpApi $path -ServiceKey $local -Endpoint provisioning } }
            'one pipeline, -ThrottleLimit 1'                = { $paths | Invoke-BtpApi -ServiceKey $local -Endpoint provisioning }
            'one pipeline, -ThrottleLimit 8'                = { $paths |
                Invoke-BtpApi -ServiceKey $local -Endpoint provisioning -ThrottleLimit 8 }
            'HttpClient over 8 connections'                 = { [Threading.Tasks.Task]::WaitAll(
                [Threading.Tasks.Task[]] @(foreach ($i in 1..1000) { $client.GetStringAsync("$address$path") })) }
        })
    }
    'pages' {
        Set-Emulator @{ eventCount = 100000 }
        $read = "Import-Module '$module'; Import-ServiceKey '$Keys/cis-local.json' -WarningAction Ignore |
            Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -Query @{ pageSize = 150 }"
        Measure-Case 'peak memory of -All' MiB -Count ([Math]::Max(3, $Round / 5)) -Difference ([ordered]@{
            'one page of 150'          = { Invoke-Script "$read -First 150 | Out-Null" -Peak }
            '100,000 items, 667 pages' = { Invoke-Script "$read -All | Out-Null" -Peak }
        })
        $get = "`$h = @{ Authorization = '$($header.Authorization)' }; foreach (`$i in 0..666) { (Invoke-RestMethod `"$address/cloud-management/v1/events?pageSize=150&pageNum=`$i`" -Headers `$h).events }"
        Measure-Case '100,000 items in 667 pages' 's' -Count ([Math]::Max(3, $Round / 5)) ([ordered]@{
            'Invoke-RestMethod in a loop' = {
                Invoke-Script "`$w = [Diagnostics.Stopwatch]::StartNew(); & { $get } | Out-Null; `$w.Elapsed.TotalSeconds" }
            'Invoke-BtpApi -All'          = {
                Invoke-Script "`$w = [Diagnostics.Stopwatch]::StartNew(); $read -All | Out-Null; `$w.Elapsed.TotalSeconds" }
        })
        Set-Emulator @{ eventCount = 320 }
    }
    'files' {
        $client = [Net.Http.HttpClient]::new()
        $aicore = Import-ServiceKey "$Keys/bindings/aicore.json" -WarningAction Ignore
        $client.DefaultRequestHeaders.Add('Authorization', (Get-OAuthToken $aicore -AsHeader).Authorization)
        $file = Join-Path $Keys 'gibibyte.bin'
        $url = "$address/v2/lm/dataset/files/x"
        $count = [Math]::Max(3, $Round / 5)
        $call = "Import-Module '$module'; Import-ServiceKey '$Keys/bindings/aicore.json' -WarningAction Ignore |
            Invoke-BtpApi /v2/lm/dataset/files/x"
        # Replacing a file takes longer than creating it.
        $copy = {
            $target = [IO.File]::Create($file)
            $source = $client.GetStreamAsync("$url`?bytes=1073741824").GetAwaiter().GetResult()
            $source.CopyTo($target)
            $source.Dispose(); $target.Dispose()
        }
        $put = {
            $content = [Net.Http.StreamContent]::new([IO.File]::OpenRead($file))
            $client.PutAsync($url, $content).GetAwaiter().GetResult().Dispose()
            $content.Dispose()
        }
        Measure-Case '1 GiB to a file' 's' -Count $count ([ordered]@{
            'HttpClient'             = { Remove-Item $file -ErrorAction Ignore; (Measure-Command $copy).TotalSeconds }
            'Invoke-BtpApi -OutFile' = { Remove-Item $file;
                (Measure-Command { $aicore | Invoke-BtpApi /v2/lm/dataset/files/x -Query @{ bytes = 1GB } -OutFile $file }).TotalSeconds }
        })
        Measure-Case '1 GiB from a file' 's' -Count $count ([ordered]@{
            'HttpClient'            = { (Measure-Command $put).TotalSeconds }
            'Invoke-BtpApi -InFile' = {
                (Measure-Command { $aicore | Invoke-BtpApi /v2/lm/dataset/files/x -Method Put -InFile $file }).TotalSeconds }
        })
        Measure-Case 'peak memory of files' MiB -Count $count -Difference ([ordered]@{
            'one small call'   = { Invoke-Script "$call | Out-Null" -Peak }
            '-OutFile, 1 GiB'  = { Invoke-Script "$call -Query @{ bytes = 1GB } -OutFile '$file.copy'" -Peak }
            '-InFile, 1 GiB'   = { Invoke-Script "$call -Method Put -InFile '$file' | Out-Null" -Peak }
        })
    }
    'cold' {
        Measure-Case 'the whole job, in a new process' ms -Timed 1 ([ordered]@{
            'script with 2 × Invoke-RestMethod' = { Invoke-Script $byHand }
            'TokenModule'                       = { Invoke-Script $byModule }
            'PowerShell alone'                  = { Invoke-Script '$null' }
        })
    }
    'import' {
        $twin = New-EmptyTwin
        $minimal = Join-Path $PSScriptRoot 'EmptyModule/bin/Release/net8.0/EmptyModule.psd1'
        Copy-Item (Join-Path $PSScriptRoot 'EmptyModule/EmptyModule.psd1') $minimal
        $import = {
            param($Path) Invoke-Script "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Path'; `$w.Elapsed.TotalMilliseconds" }
        Measure-Case 'Import-Module, in a new process' ms ([ordered]@{
            'empty module, the same manifest' = { & $import $twin }
            'empty module, a small manifest'  = { & $import $minimal }
            'TokenModule'                     = { & $import $module }
        })
    }
    'memory' {
        $twin = New-EmptyTwin
        $growth = { param($Script) Invoke-Script "`$p = Get-Process -Id `$PID; `$before = `$p.WorkingSet64; $Script; `$p.Refresh();
            (`$p.WorkingSet64 - `$before) / 1MB" }
        Measure-Case 'memory over the job' MiB ([ordered]@{
            'script with 2 × Invoke-RestMethod' = { & $growth $byHand }
            'TokenModule'                       = { & $growth $byModule }
            'Import-Module alone'               = { & $growth "Import-Module '$module'" }
            'Import-Module of an empty module, the same manifest' = { & $growth "Import-Module '$twin'" }
        })
    }
}
$rows | ConvertTo-Csv
