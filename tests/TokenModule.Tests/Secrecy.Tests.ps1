BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '98765431' -AsPlainText -Force
    $wrong = New-User anna.admin@example.com 'canary-password-7c1d'
    $bob = New-User bob@example.com Efgh

    # A part gives away as much as the whole: the start, the middle and the end of what is long. CLIXML writes a SecureString as hexadecimal UTF-16 outside Windows.
    function Get-Part([string] $Secret) {
        $parts = @($Secret) + @(if ($Secret.Length -gt 24) { 0, [Math]::Floor(($Secret.Length - 24) / 2), ($Secret.Length - 24) | ForEach-Object { $Secret.Substring($_, 24) } })
        $parts
        $parts | ForEach-Object { [BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($_)).Replace('-', '').ToLowerInvariant() }
    }

    function Get-TokenText($Token) {
        [pscredential]::new('x', $Token.AccessToken).GetNetworkCredential().Password
        $refresh = [TokenModule.OAuthToken].GetProperty('RefreshToken', [Reflection.BindingFlags] 'Instance, NonPublic').GetValue($Token)
        if ($refresh) { $refresh.GetType().GetMethod('Reveal').Invoke($refresh, @()) }
    }

    # Everything the commands below could give away: the secrets of the keys, what a user types, and the tokens themselves.
    function Get-Canary([object[]] $Output) {
        Get-Part 'canary-password-7c1d'
        Get-Part '98765431'
        foreach ($file in Get-ChildItem $emulator.Keys -Filter *.json | Get-Content -Raw | ConvertFrom-Json) {
            $client = if ($file.uaa) { $file.uaa } else { $file }
            $id, $secret = ($client.clientid, $client.client_id | Where-Object { $_ }), ($client.clientsecret, $client.client_secret | Where-Object { $_ })
            Get-Part $secret
            [uri]::EscapeDataString($secret)
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${id}:$secret"))
        }

        @($Output) + @(Get-OAuthTokenCache) | Where-Object { $_ -is [TokenModule.OAuthToken] } | ForEach-Object { Get-TokenText $_ } | ForEach-Object { Get-Part $_ }
    }

    # A server that repeats what it was sent, at once and again where a long text is cut: 300 characters are shown, 30 of them the secret's.
    function Add-Echo([string] $Path, [int] $Status, [string] $Secret) {
        foreach ($text in "You sent $Secret", "$('x' * 261) you sent $Secret") {
            Add-Fault @{ path = $Path; status = $Status; body = (@{ error = 'x'; error_description = $text; code = 'x'; message = $text } | ConvertTo-Json) }
        }
    }

    function Find-Canary([string] $Text, [string[]] $Canary) { $Canary | Where-Object { $Text.Contains($_) } }
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
        @{ Name = 'a server that repeats the secret'; Do = { Add-Echo '/uaa' 401 (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa.clientsecret; 1..2 | ForEach-Object { Import-EmulatorKey cis-local | Get-OAuthToken } } }
        @{ Name = 'an API that repeats the token'; Do = { $token = Import-EmulatorKey dox | Get-OAuthToken; Add-Echo '/document' 400 ([pscredential]::new('x', $token.AccessToken).GetNetworkCredential().Password); $token, $token | Invoke-BtpApi -Path capabilities } }
        @{ Name = 'a redirect that repeats the secret'; Do = { $secret = (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa.clientsecret; Add-Fault @{ path = '/uaa'; status = 302; headers = @{ Location = "https://elsewhere.example/?s=$([uri]::EscapeDataString($secret))" } }; Import-EmulatorKey cis-local | Get-OAuthToken } }
        @{ Name = 'a server that is too slow'; Do = { Add-Fault @{ path = '/uaa'; delaySeconds = 9 }; Import-EmulatorKey cis-central | Get-OAuthToken -Credential $bob -TimeoutSec 1 } }
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
        $canary = Get-Canary $records
        $views = [ordered]@{
            Screen = $records | Out-String -Width 5000
            List = $records | Format-List * -Force | Out-String -Width 5000
            Table = $records | Format-Table * | Out-String -Width 5000
            Json = $records | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue
            Csv = $records | ConvertTo-Csv | Out-String
            Clixml = [Management.Automation.PSSerializer]::Serialize($records, 4)
            Transcript = Get-Content $transcript -Raw
            Exceptions = $Error | ForEach-Object { $_.Exception.ToString(); $_.Exception.Data | Out-String; $_ | Format-List * -Force | Out-String -Width 5000 } | Out-String
            Error = if ($PSEdition -eq 'Core') { $Error | ForEach-Object { Get-Error -InputObject $_ } | Out-String -Width 5000 }
        }
        foreach ($view in $views.Keys) { Find-Canary $views[$view] $canary | Should -BeNullOrEmpty -Because "nothing secret may stand in: $view" }
    }

    It 'unless the search for it is blind: it finds <_>' -ForEach 'a secret', 'a Basic value', 'a one-time code', 'an access token', 'half a token', 'a refresh token' {
        $token = Import-EmulatorKey cis-central | Get-OAuthToken -Credential $bob
        $access, $refresh = Get-TokenText $token
        $secret = (Get-Content "$($emulator.Keys)/ciam.json" -Raw | ConvertFrom-Json).client_secret
        $given = switch ($_) {
            'a secret' { $secret }
            'a Basic value' { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("Sfq5hn4nf:$secret")) }
            'a one-time code' { '98765431' }
            'an access token' { $access }
            'half a token' { $access.Substring(0, 300) }
            'a refresh token' { $refresh }
        }
        Find-Canary "text $given text" (Get-Canary $token) | Should -Not -BeNullOrEmpty
    }
}
