BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '98765431' -AsPlainText -Force
    $wrong = New-User anna.admin@example.com 'canary-password-7c1d'
    $bob = New-User bob@example.com Efgh
    $goodPasscode = ConvertTo-SecureString PaSSc0de42 -AsPlainText -Force
    $typed = 'canary-assertion-1b2c3d', 'canary-refresh-4e5f6a7b', 'canary-parameter-8c9d0e', 'canary-proxy-1f2a3b4c',
        'canary-passcode-5d6e7f'
    # Values that a caller sends under a name of a secret.
    $sent = @{ Query = 'canary-query-6a7b8c9d'; Header = 'canary-header-0e1f2a3b'; Body = 'canary-body-4c5d6e7f8a';
        Form = 'canary-form-9b0c1d2e3f' }
    $assertion, $refresh, $parameter, $proxy, $passcode = $typed | ForEach-Object { ConvertTo-SecureString $_ -AsPlainText -Force }

    # Returns the secret, and the start, the middle and the end of a long secret, because a part must not be shown either. CLIXML writes a
    # SecureString as hexadecimal UTF-16 outside Windows.
    function Get-Part([string] $Secret) {
        $parts = @($Secret) + @(if ($Secret.Length -gt 24) { 0, [Math]::Floor(($Secret.Length - 24) / 2), ($Secret.Length - 24) |
            ForEach-Object { $Secret.Substring($_, 24) } })
        $parts
        $parts | ForEach-Object { [BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($_)).Replace('-', '').ToLowerInvariant() }
    }

    function Get-TokenText($Token) {
        [pscredential]::new('x', $Token.AccessToken).GetNetworkCredential().Password
        $refresh = [TokenModule.OAuthToken].GetProperty('RefreshToken', [Reflection.BindingFlags] 'Instance, NonPublic').GetValue($Token)
        if ($refresh) { $refresh.GetType().GetMethod('Reveal').Invoke($refresh, @()) }
    }

    # Returns all secrets that the commands below could show: the secrets of the keys, the input of a user, and the tokens.
    function Get-Canary([object[]] $Output) {
        Get-Part 'canary-password-7c1d'
        Get-Part '98765431'
        $typed + $sent.Values | ForEach-Object { Get-Part $_ }
        # The secrets in token requests, including codes and verifiers that no user has typed.
        foreach ($form in (Get-Request /uaa).body) {
            foreach ($value in $form -split '&' |
                Where-Object { $_ -match
                    '^(client_secret|client_assertion|password|passcode|code|code_verifier|refresh_token|assertion)=' } |
                ForEach-Object { $_ -replace '^\w+=' }) {
                if ($value -and $value -ne 'Efgh') { Get-Part ([uri]::UnescapeDataString($value)); $value }
            }
        }

        foreach ($file in Get-ChildItem $emulator.Keys -Filter *.json -Recurse | Get-Content -Raw | ConvertFrom-Json) {
            $client = if ($file.uaa) { $file.uaa } else { $file }
            if ($client.key) { $client.key -split '\\n|\n' | Where-Object { $_ -notlike '-----*' -and $_.Length -gt 24 } }
            $id, $secret = ($client.clientid, $client.client_id | Where-Object { $_ }),
                ($client.clientsecret, $client.client_secret | Where-Object { $_ })
            if (-not $secret) { continue }
            Get-Part $secret
            [uri]::EscapeDataString($secret)
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${id}:$secret"))
        }

        @($Output) + @(Get-OAuthTokenCache) | Where-Object { $_ -is [TokenModule.OAuthToken] } | ForEach-Object { Get-TokenText $_ } |
            ForEach-Object { Get-Part $_ }
    }

    # Lets the server repeat a secret, once at the start and once at the end of the 300 characters that are shown.
    function Add-Echo([string] $Path, [int] $Status, [string] $Secret) {
        foreach ($text in "You sent $Secret", "$('x' * 261) you sent $Secret") {
            Add-Fault @{ path = $Path; status = $Status;
                body = (@{ error = 'x'; error_description = $text; code = 'x'; message = $text } | ConvertTo-Json) }
        }
    }

    function Get-TokenOf([string] $Key) {
        [pscredential]::new('x', (Import-EmulatorKey $Key | Get-OAuthToken).AccessToken).GetNetworkCredential().Password }

    function Get-SecretCall {
        @{ Endpoint = 'provisioning'; Path = '/provisioning/v1/environments'; Query = @{ access_token = $sent.Query };
            Headers = @{ 'X-Api-Key' = $sent.Header } }
    }

    function Find-Canary([string] $Text, [string[]] $Canary) { $Canary | Where-Object { $Text.Contains($_) } }
}

AfterAll { Stop-Emulator }

Describe 'No secret is written' -Tag PowerShell7 -Skip:(-not $IsLinux) {
    It 'to a file, or to the arguments of another program' {
        $folder = New-Item (Join-Path $TestDrive home) -ItemType Directory
        $tools = New-Item (Join-Path $TestDrive tools) -ItemType Directory
        'xdg-open' | ForEach-Object { Set-Content "$tools/$_" "#!/bin/sh`necho `"`$0 `$*`" >> '$TestDrive/arguments'`n[ `"`${0##*/}`" = xdg-open ] && exec curl -sL -o /dev/null `"`$1`"`nexit 1"; chmod +x "$tools/$_" }
        $before = $env:TMPDIR, $env:HOME, $env:PATH
        $env:TMPDIR, $env:HOME, $env:PATH, $env:SSL_CERT_FILE = "$folder", "$folder", "${tools}:$env:PATH",
            "$($emulator.Keys)/certificate-authority.pem"
        try {
            $done = Invoke-FreshPowerShell @"
                Import-Module '$modulePath'; Set-Location '$folder'; `$WarningPreference = 'Ignore'
                `$bob = [pscredential]::new('bob@example.com', (ConvertTo-SecureString Efgh -AsPlainText -Force))
                `$null = Import-ServiceKey '$($emulator.Keys)/cis-central.json' -Name cis
                `$null = Get-OAuthToken cis -Credential `$bob
                `$null = Get-OAuthToken cis -GrantType AuthorizationCode
                `$null = Import-ServiceKey '$($emulator.Keys)/bindings/xsuaa-x509.json' | Get-OAuthToken | Get-TokenClaims
                `$null = Import-ServiceKey '$($emulator.Keys)/dox.json' | Invoke-BtpApi capabilities
                `$null = Import-ServiceKey '$($emulator.Keys)/ber.json' | Test-ServiceKey
                (Get-OAuthTokenCache).Count
"@
        }
        finally {
            $env:TMPDIR, $env:HOME, $env:PATH = $before
            $env:SSL_CERT_FILE = $null
        }

        $done | Select-Object -Last 1 | Should -Be 4
        $arguments = Get-Content "$TestDrive/arguments" -Raw
        $arguments | Should -Match 'xdg-open http'
        $canary = Get-Canary
        Find-Canary $arguments $canary | Should -BeNullOrEmpty
        Get-ChildItem $folder -Recurse -File -Force | ForEach-Object { Find-Canary ([IO.File]::ReadAllText($_.FullName)) $canary } |
            Should -BeNullOrEmpty
    }
}

Describe 'No secret is shown' {
    BeforeAll {
        $browser = Join-Path $TestDrive browser
        Set-Content $browser "#!/bin/sh`nexec curl -sL -o /dev/null `"`$1`""
        if ($IsLinux) { chmod +x $browser }
    }

    BeforeEach { Reset-Emulator }

    It 'by any stream, record or view of: <Name>' -ForEach @(
        @{ Name = 'a key'; Do = { Import-EmulatorKey cis-local } }
        @{ Name = 'a token'; Do = { Import-EmulatorKey cis-local | Get-OAuthToken } }
        @{ Name = 'a renewed token of a user';
            Do = { $key = Import-EmulatorKey cis-central; $key | Get-OAuthToken -Credential $bob; $key | Get-OAuthToken -ForceRefresh } }
        @{ Name = 'keys from other sources'; Do = { $text = Get-Content "$($emulator.Keys)/cis-local.json" -Raw;
            ConvertTo-SecureString $text -AsPlainText -Force | Import-ServiceKey; $text | ConvertFrom-Json | Import-ServiceKey;
            $env:TOKENMODULE_CANARY = $text; Import-ServiceKey -EnvironmentVariable TOKENMODULE_CANARY; $env:TOKENMODULE_CANARY = $null } }
        @{ Name = 'a key with a certificate'; Do = { Import-EmulatorKey bindings/xsuaa-x509; Import-EmulatorKey bindings/cis-x509 } }
        @{ Name = 'a certificate whose server is not trusted'; Do = { Import-EmulatorKey bindings/xsuaa-x509 | Get-OAuthToken } }
        @{ Name = 'a private key that does not fit'; Do = { $one, $other = 'xsuaa', 'service-manager' |
            ForEach-Object { Get-Content "$($emulator.Keys)/bindings/$_-x509.json" -Raw | ConvertFrom-Json };
            $one.key = $other.key.Substring(0, 900) + "`n-----END RSA PRIVATE KEY-----"; $one | Import-ServiceKey } }
        @{ Name = 'a passcode'; Do = { Import-EmulatorKey cis-central | Get-OAuthToken -Passcode $goodPasscode } }
        @{ Name = 'a wrong passcode'; Do = { Import-EmulatorKey cis-central | Get-OAuthToken -Passcode $passcode } }
        @{ Name = 'an exchange'; Do = { $user = Import-EmulatorKey cis-central | Get-OAuthToken -Credential $bob;
            Import-EmulatorKey bindings/xsuaa | Get-OAuthToken -Assertion $user } }
        @{ Name = 'an assertion that the server repeats'; Do = { Add-Echo '/uaa' 400 $typed[0]; 1..2 |
            ForEach-Object { Import-EmulatorKey bindings/xsuaa | Get-OAuthToken -Assertion $assertion } } }
        @{ Name = 'a refresh token that the server repeats'; Do = { Add-Echo '/uaa' 401 $typed[1]; 1..2 |
            ForEach-Object { Import-EmulatorKey bindings/xsuaa | Get-OAuthToken -RefreshToken $refresh } } }
        @{ Name = 'an additional parameter that the server repeats'; Do = { Add-Echo '/uaa' 400 $typed[2]; 1..2 |
            ForEach-Object { Import-EmulatorKey bindings/xsuaa | Get-OAuthToken -AdditionalParameter @{ x = $parameter } } } }
        @{ Name = 'a proxy that is not there'; Do = { Import-EmulatorKey bindings/cis-landscape |
            Get-OAuthToken -Proxy http://127.0.0.1:9 -ProxyCredential ([pscredential]::new('proxy', $proxy)) -MaximumRetryCount 0 } }
        @{ Name = 'a sign-in with the browser'; Do = { $env:BROWSER = $browser; Import-EmulatorKey cis-central |
            Get-OAuthToken -GrantType AuthorizationCode; $env:BROWSER = $null } }
        @{ Name = 'a sign-in that was refused'; Do = { $env:BROWSER = $browser; Set-Emulator @{ authorizeState = 'forged' };
            Import-EmulatorKey cis-central | Get-OAuthToken -GrantType AuthorizationCode; Set-Emulator @{ authorizeState = $null };
            $env:BROWSER = $null } }
        @{ Name = 'the test of a key';
            Do = { Import-EmulatorKey cis-local | Test-ServiceKey; Test-ServiceKey -Path "$($emulator.Keys)/bindings/xsuaa-x509.json" } }
        @{ Name = 'the test of a key that the server repeats';
            Do = { Add-Echo '/uaa' 401 (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa.clientsecret;
            Import-EmulatorKey cis-local | Test-ServiceKey } }
        @{ Name = 'a token for later steps'; Do = { Import-EmulatorKey dox | Get-OAuthToken | Publish-OAuthToken } }
        @{ Name = 'claims'; Do = { Import-EmulatorKey dox | Get-OAuthToken | Get-TokenClaims } }
        @{ Name = 'a call'; Do = { Import-EmulatorKey dox | Invoke-BtpApi -Path capabilities } }
        @{ Name = 'the cache';
            Do = { $null = Import-EmulatorKey dox | Get-OAuthToken; Get-OAuthTokenCache; Clear-OAuthTokenCache -WhatIf } }
        @{ Name = 'a change with -WhatIf';
            Do = { Import-EmulatorKey cis-local | Invoke-BtpApi -Endpoint provisioning -Path /x -Method Delete -WhatIf; 'previewed' } }
        @{ Name = 'a call with secrets and -WhatIf'; Do = {
            $key, $call = (Import-EmulatorKey cis-local), (Get-SecretCall)
            foreach ($body in @{ parameters = @(@{ client_secret = $sent.Body }) }, "{""password"":""$($sent.Body)""}",
                ([Text.Encoding]::UTF8.GetBytes("{""token"":""$($sent.Body)""}"))) { $key |
                Invoke-BtpApi @call -Method Post -Body $body -WhatIf }
            $key | Invoke-BtpApi @call -Method Post -Form @{ password = $sent.Form;
                data = @{ credentials = @{ secret = $sent.Form } } } -WhatIf
            $key | Invoke-BtpApi @call -Method Patch -Body (Get-TokenOf cis-local) -WhatIf
            'previewed'
        } }
        @{ Name = 'a line for curl'; Do = {
            $key, $call = (Import-EmulatorKey cis-local), (Get-SecretCall)
            $key | Invoke-BtpApi @call -Method Post -Body @{ client_secret = $sent.Body } -AsCurl
            $key | Invoke-BtpApi @call -Method Post -Form @{ password = $sent.Form; text = Get-TokenOf cis-local } -AsCurl
        } }
        @{ Name = 'a call with secrets, and its refusal'; Do = {
            $call = Get-SecretCall
            Add-Fault @{ path = '/provisioning'; method = 'PUT'; status = 400; body = '{"error":{"code":1,"message":"no"}}' }
            Add-Fault @{ path = '/provisioning'; method = 'PUT'; abort = $true }
            1..2 | ForEach-Object { Import-EmulatorKey cis-local |
                Invoke-BtpApi @call -Method Put -Body @{ client_secret = $sent.Body } -MaximumRetryCount 0 }
        } }
        @{ Name = 'an upload, and an interrupted upload'; Do = {
            Set-Content "$TestDrive/upload.pdf" $sent.Form
            Add-Fault @{ path = '/document'; abort = $true }
            1..2 | ForEach-Object { Import-EmulatorKey dox |
                Invoke-BtpApi document/jobs -Method Post -Form @{ file = Get-Item "$TestDrive/upload.pdf";
                password = $sent.Form } -MaximumRetryCount 0 }
            Import-EmulatorKey bindings/aicore | Invoke-BtpApi /v2/lm/dataset/files/x -Method Put -InFile "$TestDrive/upload.pdf"
        } }
        @{ Name = 'a body that cannot be sent'; Do = { $key = Import-EmulatorKey dox; $key |
            Invoke-BtpApi x -Method Post -Body @{ client_secret = $sent.Body; live = Get-Process -Id $PID }; $key |
            Invoke-BtpApi x -Method Post -Form @{ secret = $sent.Form; live = Get-Process -Id $PID } } }
        @{ Name = 'downloads that fail'; Do = {
            $key = Import-EmulatorKey bindings/aicore
            $key | Invoke-BtpApi /v2/lm/dataset/files/x -Query @{ bytes = 90000;
                breakAfter = 9 } -OutFile "$TestDrive/x.bin" -MaximumRetryCount 0
            $key | Invoke-BtpApi /v2/lm/dataset/files/x -OutFile "$TestDrive/none/x.bin"
        } }
        @{ Name = 'work that fails and repeats the token'; Do = {
            foreach ($state in @{ status = 'FAILED'; message = "You sent $(Get-TokenOf ber)" }, @{ status = "FAILED $(Get-TokenOf ber)" }) {
                Add-Fault @{ method = 'GET'; path = '/api/v1'; headers = @{ 'Content-Type' = 'application/json' };
                    body = (@{ data = $state } | ConvertTo-Json) }
                Import-EmulatorKey ber |
                    Invoke-BtpApi inference/jobs -Method Post -Body @{ text = 'x'; modelName = 'sap_invoice_header' } -Wait
            }
        } }
        @{ Name = 'work that is too slow'; Do = { Set-Emulator @{ jobPolls = 99 }; Import-EmulatorKey ber |
            Invoke-BtpApi inference/jobs -Method Post -Body @{ text = 'x';
            modelName = 'sap_invoice_header' } -Wait -WaitTimeoutSec 1 -PollIntervalSec 2; Set-Emulator @{ jobPolls = 2 } } }
        @{ Name = 'pages, the next of which is elsewhere'; Do = {
            Set-Emulator @{ nextLinkOrigin = "https://elsewhere.example/?t=$(Get-TokenOf bindings/aicore)&x=" }
            Import-EmulatorKey bindings/aicore | Invoke-BtpApi /v2/lm/executions -All
            Import-EmulatorKey bindings/workflow | Invoke-BtpApi -Endpoint workflow_odata -Path /v1/WorkflowInstances -All
            Set-Emulator @{ nextLinkOrigin = $null }
        } }
        @{ Name = 'a job that is elsewhere'; Do = { Add-Fault @{ path = '/provisioning'; method = 'POST'; status = 202;
            headers = @{ Location = "https://elsewhere.example/?t=$(Get-TokenOf cis-local)" } }; Import-EmulatorKey cis-local |
            Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/environments -Method Post -Body @{} -Wait } }
        @{ Name = 'an error with -Raw that repeats the token'; Do = { Add-Echo '/document' 400 (Get-TokenOf dox); 1..2 |
            ForEach-Object { Import-EmulatorKey dox | Invoke-BtpApi capabilities -Raw } } }
        @{ Name = 'a text that repeats the token'; Do = { Add-Fault @{ path = '/document'; status = 400;
            headers = @{ 'Content-Type' = 'text/plain' }; body = "You sent $(Get-TokenOf dox)" }; Import-EmulatorKey dox |
            Invoke-BtpApi capabilities } }
        @{ Name = 'a challenge that repeats the token'; Do = { Add-Fault @{ path = '/document'; status = 403;
            headers = @{ 'WWW-Authenticate' = "Bearer error_description=`"You sent $(Get-TokenOf dox)`"" } }; Import-EmulatorKey dox |
            Invoke-BtpApi capabilities } }
        @{ Name = 'a damaged answer that repeats the token'; Do = { Add-Fault @{ path = '/document'; times = 2;
            headers = @{ 'Content-Type' = 'application/json' }; body = "{`"a`":`"$(Get-TokenOf dox)" }; Import-EmulatorKey dox |
            Invoke-BtpApi capabilities; Import-EmulatorKey dox | Invoke-BtpApi capabilities -All } }
        @{ Name = 'many calls that fail'; Do = { $key = Import-EmulatorKey dox; '/a', '//evil', '/b?token=x', 'https://evil.example' |
            Invoke-BtpApi -ServiceKey $key -ThrottleLimit 4 } }
        @{ Name = 'a change the token may not make'; Do = { Import-EmulatorKey cis-local |
            Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts -Method Post -Body @{ password = $sent.Body } } }
        @{ Name = 'a host that is not allowed'; Do = { Import-EmulatorKey dox | Get-OAuthToken |
            Invoke-BtpApi -Uri "https://evil.example/x?t=$($sent.Query)" -AllowHost other.example } }
        @{ Name = 'the operations, for a token'; Do = { $token = Import-EmulatorKey cis-local | Get-OAuthToken; $token |
            Get-BtpOperation -Path /accounts/v1/subaccounts/*; $token | Get-BtpOperation -Live } }
        @{ Name = 'the operations, where the service repeats the token';
            Do = { Add-Echo '/v3' 400 (Get-TokenOf saas-registry); Import-EmulatorKey saas-registry | Get-BtpOperation -Live } }
        @{ Name = 'the test of a token'; Do = { $token, $text = (Import-EmulatorKey dox | Get-OAuthToken), (Get-TokenOf dox);
            Test-OAuthToken $token; Test-OAuthToken $token -Verify; Test-OAuthToken $text -Scope nothing;
            Test-OAuthToken "${text}x" -Verify -ServiceKey (Import-EmulatorKey dox); Test-OAuthToken "$text.x" } }
        @{ Name = 'claims that are verified'; Do = { Import-EmulatorKey dox | Get-OAuthToken | Get-TokenClaims -Verify } }
        @{ Name = 'claims whose signature is wrong'; Do = { $key = Import-EmulatorKey dox; (Get-TokenOf dox) -replace '\.[^.]*$',
            ".$('A' * 342)" | Get-TokenClaims -Verify -ServiceKey $key } }
        @{ Name = 'claims of another issuer, or for others'; Do = { $key, $text = (Import-EmulatorKey dox), (Get-TokenOf dox); $text |
            Get-TokenClaims -Verify -ServiceKey $key -Issuer https://else.example; $text |
            Get-TokenClaims -Verify -ServiceKey $key -Audience nobody } }
        @{ Name = 'claims where no key is published'; Do = { Add-Fault @{ path = '/uaa'; times = 9; status = 404; method = 'GET' };
            Get-TokenOf dox | Get-TokenClaims -Verify -JwksUri "$($emulator.Address)/uaa/nowhere" } }
        @{ Name = 'a wrong password'; Do = { Import-EmulatorKey cis-central | Get-OAuthToken -Credential $wrong -OneTimeCode $code } }
        @{ Name = 'a server that repeats the secret';
            Do = { Add-Echo '/uaa' 401 (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa.clientsecret; 1..2 |
            ForEach-Object { Import-EmulatorKey cis-local | Get-OAuthToken } } }
        @{ Name = 'an API that repeats the token'; Do = { $token = Import-EmulatorKey dox | Get-OAuthToken;
            Add-Echo '/document' 400 ([pscredential]::new('x', $token.AccessToken).GetNetworkCredential().Password); $token, $token |
            Invoke-BtpApi -Path capabilities } }
        @{ Name = 'a redirect that repeats the secret'; Do = { $secret = (Get-Content "$($emulator.Keys)/cis-local.json" -Raw |
            ConvertFrom-Json).uaa.clientsecret; Add-Fault @{ path = '/uaa'; status = 302;
            headers = @{ Location = "https://elsewhere.example/?s=$([uri]::EscapeDataString($secret))" } }; Import-EmulatorKey cis-local |
            Get-OAuthToken } }
        @{ Name = 'a server that is too slow'; Do = { Add-Fault @{ path = '/uaa'; delaySeconds = 9 }; Import-EmulatorKey cis-central |
            Get-OAuthToken -Credential $bob -TimeoutSec 1 } }
        @{ Name = 'a broken connection'; Do = { Add-Fault @{ path = '/uaa'; abort = $true; times = 9 }; Import-EmulatorKey cis-local |
            Get-OAuthToken -MaximumRetryCount 0 } }
        @{ Name = 'a broken key';
            Do = { (Get-Content "$($emulator.Keys)/cis-local.json" -Raw) -replace '"clientid"\s*:', '' | Import-ServiceKey } }
        @{ Name = 'a credential that is supplied'; Do = { $key = Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json;
            $secret = $key.uaa.clientsecret; $key.uaa.clientsecret = ''; $text = $key | ConvertTo-Json -Depth 9;
            $text | Import-ServiceKey -ClientSecret (ConvertTo-SecureString $secret -AsPlainText -Force) | Get-OAuthToken;
            $text, $text | Import-ServiceKey -ClientSecret (ConvertTo-SecureString $secret -AsPlainText -Force) } }
        @{ Name = 'input that is not a key'; Do = { "FAILED $((Get-Content "$($emulator.Keys)/cis-local.json" -Raw |
            ConvertFrom-Json).uaa.clientsecret)" | Import-ServiceKey; [pscredential]::new('x', $parameter) | Import-ServiceKey } }
        @{ Name = 'the keys of the session'; Do = { $null = Import-EmulatorKey cis-local; Get-ServiceKey; Get-ServiceKey * |
            Remove-ServiceKey -Verbose -Confirm:$false; Get-ServiceKey cis-local } }
        @{ Name = 'a client assertion, before and after the server rejects it'; Do = {
            $file = "$($emulator.Keys)/bindings/identity-jwt.json"; $env:TOKENMODULE_CANARY = 'canary-client-assertion-2e3f4a5b'; Add-Echo '/ias' 401 $env:TOKENMODULE_CANARY;
            $key = Import-ServiceKey $file -Name canary -AssertionVariable TOKENMODULE_CANARY; $key; $key | Get-OAuthToken;
            $key | Test-ServiceKey; $env:TOKENMODULE_CANARY = $null } }
        @{ Name = 'a private key that signs assertions'; Do = { $folder = "$($emulator.Keys)/bindings";
            $key = Import-ServiceKey "$folder/identity-keys.json" -Name signing -ClientKey "$folder/identity-keys.rsa.pem"; $key;
            $key | Get-OAuthToken; try { Import-ServiceKey "$folder/identity-keys.json" -ClientKey "$folder/identity-keys.rsa.pem" `
            -ClientKeyAlgorithm ES256 } catch { Write-Error -ErrorRecord $_ } } }
        @{ Name = 'a token as it was pasted'; Do = { $text = Get-TokenOf dox; "'$text'" | Get-TokenClaims;
            "Authorization: Bearer $text" | Get-TokenClaims; "{`"access_token`":`"$text`"}" | Get-TokenClaims;
            "{`"access_token`":`"$text`"" | Get-TokenClaims } }
        @{ Name = 'an invalid token';
            Do = { $text = Import-EmulatorKey dox | Get-OAuthToken -AsPlainText; "$text.x" | Get-TokenClaims } }
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
            Exceptions = $Error | ForEach-Object { $_.Exception.ToString(); $_.Exception.Data | Out-String; $_ | Format-List * -Force |
                Out-String -Width 5000 } | Out-String
            Error = if ($PSEdition -eq 'Core') { $Error | ForEach-Object { Get-Error -InputObject $_ } | Out-String -Width 5000 }
        }
        foreach ($view in $views.Keys) { Find-Canary $views[$view] $canary |
            Should -BeNullOrEmpty -Because "the view must not contain a secret: $view" }
    }

    It 'by any cmdlet, because each cmdlet has a case above' {
        foreach ($cmdlet in (Get-Command -Module TokenModule -CommandType Cmdlet).Name) { Get-Content $PSCommandPath -Raw |
            Should -Match "$cmdlet\b" }
    }

    It 'without being found by the search: <_>' -ForEach 'a secret', 'a Basic value', 'a one-time code', 'an access token',
        'half a token', 'a refresh token', 'a value of a body' {
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
            'a value of a body' { $sent.Body }
        }
        Find-Canary "text $given text" (Get-Canary $token) | Should -Not -BeNullOrEmpty
    }
}
