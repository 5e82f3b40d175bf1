BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator

    # A process can trust the certificate authority of the emulator only from its start.
    function Invoke-Trusting([string] $Script) {
        $env:SSL_CERT_FILE = Join-Path $emulator.Keys certificate-authority.pem
        try { Invoke-FreshPowerShell "Import-Module '$modulePath'; `$keys = '$($emulator.Keys)/bindings'; `$WarningPreference = 'Ignore';
            $Script" } finally { $env:SSL_CERT_FILE = $null }
    }
}

AfterAll { Stop-Emulator }

Describe 'A key with a certificate' -Tag PowerShell7 -Skip:(-not $IsLinux) {
    It 'gets a token with each shape: <_>' -ForEach 'xsuaa-x509', 'cis-x509', 'identity-x509', 'service-manager-x509',
        'accounts-binding' {
        Invoke-Trusting "`$key = Import-ServiceKey `"`$keys/$_.json`"; `$key.CertificateExpiresAt -gt [DateTimeOffset]::Now; (`$key |
            Get-OAuthToken).ClientId -eq `$key.ClientId" | Should -Be 'True', 'True'
    }

    It 'gets a token with certificate objects' {
        Invoke-Trusting "`$key = Import-ServiceKey `"`$keys/xsuaa-x509.json`"; `$json = Get-Content `"`$keys/xsuaa-x509.json`" -Raw | ConvertFrom-Json; `$chain = [Security.Cryptography.X509Certificates.X509Certificate2Collection]::new(); `$chain.ImportFromPem(`$json.certificate); `$certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(`$json.certificate, `$json.key), `$chain[1]; `$own = Import-ServiceKey -TokenUrl `$key.TokenUrl -ClientId `$key.ClientId -Certificate `$certificate -Name own; `$own.CredentialType; (`$own | Get-OAuthToken).ClientId -eq `$key.ClientId" |
            Should -Be 'x509', 'True'
    }

    It 'shows the expiry of the certificate in its view' {
        (Import-EmulatorKey bindings/xsuaa-x509 | Out-String -Width 200) | Should -Match 'expires in \d+ d'
    }

    It 'leaves no key on the disk' {
        $before, $env:TMPDIR = $env:TMPDIR, (New-Item "$TestDrive/temporary" -ItemType Directory).FullName
        try { Invoke-Trusting "(Import-ServiceKey `"`$keys/xsuaa-x509.json`" | Get-OAuthToken).GrantType" |
            Should -Be ClientCredentials } finally { $env:TMPDIR = $before }
        Get-ChildItem "$TestDrive/temporary" -Recurse -Force -File | Where-Object { (Get-Content $_ -Raw) -match 'PRIVATE KEY|client' } |
            Should -BeNullOrEmpty
    }

    It 'causes a warning in the last day of the certificate, and an error after it has expired' {
        function Get-KeyUntil([datetime] $End) {
            $key = Get-Content "$($emulator.Keys)/bindings/xsuaa-x509.json" -Raw | ConvertFrom-Json
            $issued = Invoke-Emulator "client-certificates?commonName=short&notBefore=$([uri]::EscapeDataString((Get-Date).AddDays(-2).ToString('o')))&notAfter=$([uri]::EscapeDataString($End.ToString('o')))" Post
            $key.certificate, $key.key = $issued.certificatePem, $issued.keyPem
            $key
        }

        $warnings = Get-KeyUntil (Get-Date).AddHours(5) | Import-ServiceKey -Name ending 3>&1 |
            Where-Object { $_ -is [Management.Automation.WarningRecord] }
        $warnings | Should -BeLike "*certificate of 'ending' expires at*"
        $failure = Get-Failure { Get-KeyUntil (Get-Date).AddHours(-1) | Import-ServiceKey -Name ended | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CertificateExpired,*'
        $failure.Exception.Message | Should -BeLike '*request was not sent*'
    }

    It 'causes a TLS error when the certificate authority is not trusted' {
        $failure = Get-Failure { Import-EmulatorKey bindings/xsuaa-x509 | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $failure.Exception.Message | Should -BeLike '*certificate store of the operating system*'
    }
}

Describe 'A proxy' -Skip:(-not $IsLinux) {
    It 'forwards requests for the tenant of a subdomain' {
        $proxy = (Invoke-Emulator addresses).proxy
        Invoke-Trusting "`$key = Import-ServiceKey `"`$keys/cis-landscape.json`"; (`$key |
            Get-OAuthToken -Proxy $proxy -Subdomain consumer | Get-TokenClaims).Subdomain; @(`$key |
            Invoke-BtpApi -Proxy $proxy -Endpoint accounts -Path /accounts/v1/subaccounts).Count -gt 1" | Should -Be 'consumer', 'True'
    }

    It 'receives the proxy credential' -Tag PowerShell7 {
        Set-Emulator @{ proxyPassword = 'canary-proxy' }
        try {
            $proxy = (Invoke-Emulator addresses).proxy
            Invoke-Trusting "`$key = Import-ServiceKey `"`$keys/cis-landscape.json`";
                `$user = [pscredential]::new('proxy', (ConvertTo-SecureString canary-proxy -AsPlainText -Force)); (`$key |
                Get-OAuthToken -Proxy $proxy -ProxyCredential `$user).IsExpired; `$key |
                Get-OAuthToken -NoCache -Proxy $proxy -MaximumRetryCount 0 -ErrorVariable failed -ErrorAction SilentlyContinue;
                `$failed[0].FullyQualifiedErrorId" | Should -Be 'False', 'NetworkUnreachable,TokenModule.Cmdlets.GetOAuthTokenCommand'
        }
        finally { Set-Emulator @{ proxyPassword = $null } }
    }

    It 'is read from the environment, except for the hosts of NO_PROXY' -Tag PowerShell7 {
        $proxy = (Invoke-Emulator addresses).proxy
        $output = Invoke-Trusting "`$env:HTTPS_PROXY = '$proxy'; `$key = Import-ServiceKey `"`$keys/cis-landscape.json`"; (`$key |
            Get-OAuthToken -NoCache).IsExpired; (Import-ServiceKey `"`$keys/xsuaa-x509.json`" | Get-OAuthToken).IsExpired"
        $output | Should -Be 'False', 'False'
        $output = Invoke-Trusting "`$env:HTTPS_PROXY = '$proxy'; `$env:NO_PROXY = '.emulator.test';
            `$key = Import-ServiceKey `"`$keys/cis-landscape.json`"; `$key |
            Get-OAuthToken -MaximumRetryCount 0 -ErrorVariable failed -ErrorAction SilentlyContinue; `$failed[0].FullyQualifiedErrorId"
        $output | Should -BeLike 'NetworkUnreachable,*'
        @(Invoke-Emulator proxy-requests | ForEach-Object { $_ } | Where-Object { $_ -like '*localhost*' }).Count | Should -Be 0
    }
}
