<#
.SYNOPSIS
    Compares the cmdlets with an empty cmdlet and with a script, alternately in one process.
.DESCRIPTION
    Builds the projects in Release. Each case runs once in every round, so that a change in the speed of the computer affects all of
    them. The ratio compares the medians.
.EXAMPLE
    ./tests/Benchmarks/Measure-Cmdlets.ps1 -Round 15
.EXAMPLE
    ./tests/Benchmarks/Measure-Cmdlets.ps1 -Work Get-TokenClaims*
#>
[CmdletBinding()]
param([int] $Round = 15, [string] $Work = '*')

$ErrorActionPreference = 'Stop'
$repository = Split-Path (Split-Path $PSScriptRoot)
foreach ($project in 'src/TokenModule', 'src/BtpEmulator', 'tests/Benchmarks/EmptyModule') {
    $null = dotnet build (Join-Path $repository $project) --configuration Release --nologo
    if ($LASTEXITCODE) { throw "$project does not build." }
}

$empty = Join-Path $PSScriptRoot 'EmptyModule/bin/Release/net8.0'
Copy-Item (Join-Path $PSScriptRoot 'EmptyModule/EmptyModule.psd1') $empty
Import-Module $empty/EmptyModule.psd1
Import-Module (Join-Path $repository 'out/TokenModule')

$keys = Join-Path ([IO.Path]::GetTempPath()) "benchmark-keys-$PID"
$start = [Diagnostics.ProcessStartInfo]::new('dotnet',
    @((Join-Path $repository 'src/BtpEmulator/bin/Release/net10.0/BtpEmulator.dll'), '--keys', $keys))
$start.RedirectStandardInput = $start.RedirectStandardOutput = $true
$emulator = [Diagnostics.Process]::Start($start)
$address = ($emulator.StandardOutput.ReadLine() -split ' ')[-1]
$null = $emulator.StandardOutput.ReadLine()

function ConvertFrom-JwtByHand([string] $Token) {
    $payload = $Token.Split('.')[1].Replace('-', '+').Replace('_', '/')
    $payload += '=' * ((4 - $payload.Length % 4) % 4)
    [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($payload)) | ConvertFrom-Json
}

# Each script repeats its work $times times. The first case is the baseline of the ratios.
function Measure-Case([string] $Title, [int] $Times, [Collections.Specialized.OrderedDictionary] $Case) {
    if ($Title -notlike $Work) { return }
    $micro = @{}
    foreach ($name in $Case.Keys) {
        $micro[$name] = [Collections.Generic.List[double]]::new()
        # The runtime compiles frequently used methods again in the background. The warm-up ends after that.
        $warm = [Diagnostics.Stopwatch]::StartNew()
        while ($warm.Elapsed.TotalSeconds -lt 2) { $null = & $Case[$name] $Times }
    }

    foreach ($i in 1..$Round) {
        foreach ($name in $Case.Keys) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = & $Case[$name] $Times
            $micro[$name].Add($watch.Elapsed.TotalMicroseconds / $Times)
        }
    }

    $baseline = $null
    foreach ($name in $Case.Keys) {
        $sorted = $micro[$name] | Sort-Object
        $median = $sorted[[int][Math]::Floor($sorted.Count / 2)]
        if ($null -eq $baseline) { $baseline = $median }
        [pscustomobject]@{
            Work = $Title; Case = $name; n = $Round; 'min µs' = '{0:0.00}' -f $sorted[0]; 'median µs' = '{0:0.00}' -f $median
            'max µs' = '{0:0.00}' -f $sorted[-1]; Ratio = '{0:0.00}' -f ($median / $baseline)
        }
    }
}

try {
    $key = Import-ServiceKey $keys/cis-local.json
    $thing = [EmptyModule.Thing]::new()
    $token = Get-OAuthToken $key
    # A token of 1.6 kB, a typical size.
    $ber = Import-ServiceKey $keys/ber.json
    $jwt = Get-OAuthToken $ber -AsPlainText -AdditionalParameter @{
        authorities = '{"az_attr":{"externalid":"6f1ad111-0001-4e7f-8b1c-000000000001","costcenter":"4711"}}' }
    $texts = @($jwt) * 2000
    $header = Get-OAuthToken $key -AsHeader
    $path = '/provisioning/v1/availableEnvironments'
    $secret = (Get-Content $keys/cis-local.json -Raw | ConvertFrom-Json).uaa
    $form = @{ grant_type = 'client_credentials'; client_id = $secret.clientid; client_secret = $secret.clientsecret }
    $client = [Net.Http.HttpClient]::new()
    $client.DefaultRequestHeaders.Add('Authorization', $header.Authorization)

    Measure-Case 'Get-OAuthToken, cached' 2000 ([ordered]@{
        'empty cmdlet, class parameter' = { param($n) for ($i = 0; $i -lt $n; $i++) { Get-NothingOf -Thing $thing } }
        'Get-OAuthToken'                = { param($n) for ($i = 0; $i -lt $n; $i++) { Get-OAuthToken -ServiceKey $key } }
    })
    Measure-Case 'Get-TokenClaims, pipeline' 2000 ([ordered]@{
        'empty cmdlet'    = { $texts | Get-Nothing }
        'Get-TokenClaims' = { $texts | Get-TokenClaims }
    })
    Measure-Case 'Get-TokenClaims, loop' 1000 ([ordered]@{
        'script by hand'  = { param($n) for ($i = 0; $i -lt $n; $i++) { ConvertFrom-JwtByHand $jwt } }
        'Get-TokenClaims' = { param($n) for ($i = 0; $i -lt $n; $i++) { Get-TokenClaims $jwt } }
    })
    $rsa = [Security.Cryptography.RSA]::Create()
    $rsa.ImportFromPem($secret.verificationkey)
    $content = [Text.Encoding]::ASCII.GetBytes($jwt.Substring(0, $jwt.LastIndexOf('.')))
    $signature = [Buffers.Text.Base64Url]::DecodeFromChars($jwt.Split('.')[2])
    $sha = [Security.Cryptography.HashAlgorithmName]::SHA256
    $padding = [Security.Cryptography.RSASignaturePadding]::Pkcs1
    Measure-Case 'Get-TokenClaims -Verify, pipeline' 2000 ([ordered]@{
        'RSA.VerifyData alone'    = { param($n) for ($i = 0; $i -lt $n; $i++) { $rsa.VerifyData($content, $signature, $sha, $padding) } }
        'Get-TokenClaims -Verify' = { $texts | Get-TokenClaims -Verify -ServiceKey $ber -Offline }
    })
    Measure-Case 'GET over http, one by one' 100 ([ordered]@{
        'Invoke-RestMethod' = { param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-RestMethod "$address$path" -Headers $header } }
        'Invoke-BtpApi'     = { param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-BtpApi $path -ServiceKey $key -Endpoint provisioning } }
        'HttpClient alone'  = {
            param($n) for ($i = 0; $i -lt $n; $i++) { $client.GetStringAsync("$address$path").GetAwaiter().GetResult() } }
    })
    Measure-Case 'a new token over http' 100 ([ordered]@{
        'Invoke-RestMethod'            = {
            param($n) for ($i = 0; $i -lt $n; $i++) { Invoke-RestMethod "$($secret.url)/oauth/token" -Method Post -Body $form } }
        'Get-OAuthToken -ForceRefresh' = { param($n) for ($i = 0; $i -lt $n; $i++) { Get-OAuthToken $key -ForceRefresh } }
    })
}
finally {
    $emulator.StandardInput.Close()
    $null = $emulator.WaitForExit(5000)
    Remove-Item $keys -Recurse -Force
}
