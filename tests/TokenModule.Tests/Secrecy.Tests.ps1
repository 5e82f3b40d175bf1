BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '98765431' -AsPlainText -Force
    $wrong = New-User anna.admin@example.com 'canary-password-7c1d'
    $bob = New-User bob@example.com Efgh

    # Everything the commands below could give away: the secrets of the keys, what a user types, and the tokens themselves.
    function Get-Canary {
        $files = Get-ChildItem $emulator.Keys -Filter *.json | Get-Content -Raw | ConvertFrom-Json
        @($files.uaa.clientsecret) + @($files.clientsecret) + @($files.client_secret) | Where-Object { $_ }
        'canary-password-7c1d', '98765431'
        Get-Request /uaa POST | ForEach-Object { if ($_.body -match 'refresh_token=([^&]+)') { $Matches[1] } }
        Get-OAuthTokenCache | ForEach-Object { [pscredential]::new('x', $_.AccessToken).GetNetworkCredential().Password }
    }

    # A server that repeats what it was sent, behind so much text that it would be cut in the middle.
    function Add-Echo([string] $Path, [int] $Status, [string] $Secret) {
        $said = "$('x' * 280) you sent $Secret"
        Add-Fault @{ path = $Path; status = $Status; body = (@{ error = 'x'; error_description = $said; code = 'x'; message = $said } | ConvertTo-Json) }
    }

    function Assert-Silent([string] $Text) {
        foreach ($canary in Get-Canary) {
            $Text.Contains($canary) | Should -BeFalse -Because 'a secret must not be in what is shown'
        }
    }
}

AfterAll { Stop-Emulator }

Describe 'No secret is shown' {
    BeforeEach { Reset-Emulator }

    It 'by any stream, record or view of: <Name>' -ForEach @(
        @{ Name = 'a key'; Do = { Import-EmulatorKey cis-local } }
        @{ Name = 'a token'; Do = { Import-EmulatorKey cis-local | Get-OAuthToken } }
        @{ Name = 'a renewed token of a user'; Do = { $key = Import-EmulatorKey cis-central; $key | Get-OAuthToken -Credential $bob; $key | Get-OAuthToken -ForceRefresh } }
        @{ Name = 'claims'; Do = { Import-EmulatorKey dox | Get-OAuthToken | Get-TokenClaims } }
        @{ Name = 'a call'; Do = { Import-EmulatorKey dox | Invoke-BtpApi -Path capabilities } }
        @{ Name = 'the cache'; Do = { $null = Import-EmulatorKey dox | Get-OAuthToken; Get-OAuthTokenCache; Clear-OAuthTokenCache -WhatIf } }
        @{ Name = 'a change that was only asked about'; Do = { Import-EmulatorKey cis-local | Invoke-BtpApi -Endpoint provisioning -Path /x -Method Delete -WhatIf; 'asked' } }
        @{ Name = 'a wrong password'; Do = { Import-EmulatorKey cis-central | Get-OAuthToken -Credential $wrong -OneTimeCode $code } }
        @{ Name = 'a server that repeats the secret'; Do = { Add-Echo '/uaa' 401 (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa.clientsecret; Import-EmulatorKey cis-local | Get-OAuthToken } }
        @{ Name = 'an API that repeats the token'; Do = { $token = Import-EmulatorKey dox | Get-OAuthToken; Add-Echo '/document' 400 ([pscredential]::new('x', $token.AccessToken).GetNetworkCredential().Password); $token | Invoke-BtpApi -Path capabilities } }
        @{ Name = 'a broken connection'; Do = { Add-Fault @{ path = '/uaa'; abort = $true; times = 9 }; Import-EmulatorKey cis-local | Get-OAuthToken -MaximumRetryCount 0 } }
        @{ Name = 'a broken key'; Do = { (Get-Content "$($emulator.Keys)/cis-local.json" -Raw) -replace '"clientid"\s*:', '' | Import-ServiceKey } }
        @{ Name = 'a token that is none'; Do = { $text = Import-EmulatorKey dox | Get-OAuthToken -AsPlainText; "$text.x" | Get-TokenClaims } }
    ) {
        $Error.Clear()
        $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $null = Start-Transcript $transcript
        $VerbosePreference = $DebugPreference = 'Continue'
        $records = @(& $Do *>&1)
        $VerbosePreference = $DebugPreference = 'SilentlyContinue'
        $records | Format-List * | Out-Host
        $null = Stop-Transcript

        $records.Count | Should -BeGreaterThan 0
        Assert-Silent ($records | Out-String -Width 5000)
        Assert-Silent ($records | Format-List * -Force | Out-String -Width 5000)
        Assert-Silent ($records | Format-Table * | Out-String -Width 5000)
        Assert-Silent ($records | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue)
        Assert-Silent ($records | ConvertTo-Csv | Out-String)
        Assert-Silent ([Management.Automation.PSSerializer]::Serialize($records, 4))
        Assert-Silent (Get-Content $transcript -Raw)
        foreach ($failure in $Error) {
            Assert-Silent ($failure.Exception.ToString() + ($failure.Exception.Data | Out-String) + ($failure | Format-List * -Force | Out-String -Width 5000))
            if ($PSEdition -eq 'Core') { Assert-Silent ($failure | Get-Error | Out-String -Width 5000) }
        }
    }
}
