# Verifies tokens with the key of the service, with published keys, and by their claims.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator -Own
    $otherPem = '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuleDjGXYoRQBUc4WC+K0At1YBoxJRtwwrNAejZHKQaO68eIPt+oy3V72ELcsf7Hc6plS06n2cGaFe8nfAcDIK9ZJ2ERJec7mdbIhKOP8Ad2xHnP4xG8rCHPeM8HiieeLN+xcP4cIB2MRXNFU4qE9MDiVB/r3jyBiFKauLo39RwXUd1Ic7sRmS74t9y4Sm+m5ncMsrZIFsAvosVyL03s4abX9ednOho3suLVNoWVZ7opVmaGIDeUO7WjuBNywBD9VORes8KJPwbFadp0L5+XNLTr2uS2vzoVJzIcdE8p02F9DTpz77bY5yGPffUZl4VTyCmUYmgKhZ8L4lUwB62ULgQIDAQAB\n-----END PUBLIC KEY-----'

    # Imports a key of the emulator with changed members in 'uaa'. Null removes a member.
    function Import-ChangedKey([string] $Name, [hashtable] $Member) {
        $json = Get-Content (Join-Path $emulator.Keys "$Name.json") -Raw | ConvertFrom-Json
        foreach ($name in $Member.Keys) {
            $json.uaa.PSObject.Properties.Remove($name)
            if ($null -ne $Member[$name]) { $json.uaa | Add-Member $name $Member[$name] }
        }

        $json | ConvertTo-Json -Depth 9 | Import-ServiceKey
    }
}

AfterAll { Stop-Emulator }

Describe 'Get-TokenClaims -Verify' {
    BeforeAll {
        $key = Import-ServiceKey (Join-Path $emulator.Keys cis-local.json) -Name cis-of-verify
        $token = $key | Get-OAuthToken
        $text = $key | Get-OAuthToken -AsPlainText
    }

    BeforeEach { $null = Invoke-Emulator requests Delete; $null = Invoke-Emulator faults Delete }

    It 'verifies a token with the key that requested it' { ($token | Get-TokenClaims -Verify).SignatureVerified | Should -BeTrue }

    It 'sends no request when the service key contains the public key of the issuer' {
        $null = $token | Get-TokenClaims -Verify
        Get-Request | Should -BeNullOrEmpty
    }

    It 'accepts <Form> with a key' -ForEach @(
        @{ Form = 'text'; Do = { $text | Get-TokenClaims -Verify -ServiceKey $key } }
        @{ Form = 'a header'; Do = { "Bearer $text" | Get-TokenClaims -Verify -ServiceKey $key } }
        @{ Form = 'a SecureString'; Do = { $token.AccessToken | Get-TokenClaims -Verify -ServiceKey $key } }
        @{ Form = 'an argument'; Do = { Get-TokenClaims $text -ServiceKey $key } }
        @{ Form = 'the name of a key'; Do = { Get-TokenClaims $text -ServiceKey $key.Name } }
    ) {
        (& $Do).SignatureVerified | Should -BeTrue
    }

    It 'requests the public keys from the server of the key, once' {
        $bare = Import-ChangedKey cis-local @{ verificationkey = $null }
        ($text, $text | Get-TokenClaims -Verify -ServiceKey $bare).SignatureVerified | Should -Be $true, $true
        @(Get-Request).path | Should -Be '/uaa/emulator/token_keys'
    }

    It 'sends no request with -Offline, and reports the missing key' {
        $bare = Import-ChangedKey cis-local @{ verificationkey = $null }
        $failure = Get-Failure { $text | Get-TokenClaims -ServiceKey $bare -Offline }
        $failure.FullyQualifiedErrorId | Should -Be 'KeyUnknown,TokenModule.Cmdlets.GetTokenClaimsCommand'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'refuses a token of another key with -Offline' {
        $other = Import-ChangedKey cis-local @{ verificationkey = $otherPem }
        (Get-Failure { $text | Get-TokenClaims -ServiceKey $other -Offline }).FullyQualifiedErrorId | Should -BeLike 'SignatureInvalid,*'
    }

    It 'requests the published keys when the verificationkey is outdated' {
        $other = Import-ChangedKey cis-local @{ verificationkey = $otherPem }
        ($text | Get-TokenClaims -ServiceKey $other).SignatureVerified | Should -BeTrue
    }

    It 'uses the keys of -JwksUri' {
        ($text | Get-TokenClaims -JwksUri "$($emulator.Address)/token_keys").SignatureVerified | Should -BeTrue
    }

    It 'uses only the keys of -JwksUri' {
        Add-Fault @{ path = '/other_keys'; body = '{"keys":[]}' }
        (Get-Failure { $token | Get-TokenClaims -JwksUri "$($emulator.Address)/other_keys" }).FullyQualifiedErrorId |
            Should -BeLike 'KeyUnknown,*'
    }

    It 'names the address of the published keys' {
        (Get-Failure { $token | Get-TokenClaims -JwksUri "$($emulator.Address)/nowhere?a=secret" }).Exception.Message |
            Should -BeLike "*$($emulator.Address)/nowhere returned 404*"
    }

    It 'refuses a token that was changed' {
        $segments = $text.Split('.')
        $failure = Get-Failure { "$($segments[0]).e30.$($segments[2])" | Get-TokenClaims -ServiceKey $key -Offline }
        $failure.FullyQualifiedErrorId | Should -BeLike 'SignatureInvalid,*'
        $failure.CategoryInfo.Category | Should -Be 'SecurityError'
    }

    It 'refuses a token without a signature' {
        $none = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('{"alg":"nOnE"}')).TrimEnd('=')
        (Get-Failure { "$none.$($text.Split('.')[1])." | Get-TokenClaims -ServiceKey $key }).Exception.Message |
            Should -BeLike "*algorithm is 'nOnE'*"
    }

    It 'accepts the correct -Audience and -Issuer' {
        $read = $token | Get-TokenClaims
        ($token | Get-TokenClaims -Audience 'other', $read.Audience[0] -Issuer $read.Issuer).SignatureVerified | Should -BeTrue
    }

    It 'rejects another -Audience, and names both' {
        $failure = Get-Failure { $token | Get-TokenClaims -Audience mine }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AudienceMismatch,*'
        $failure.Exception.Message | Should -BeLike "*'$(($token | Get-TokenClaims).Audience[0])'*'mine' was expected*"
    }

    It 'rejects another -Issuer, and names both' {
        $failure = Get-Failure { $token | Get-TokenClaims -Issuer https://issuer.example }
        $failure.FullyQualifiedErrorId | Should -BeLike 'IssuerMismatch,*'
        $failure.Exception.Message | Should -BeLike "*'$(($token | Get-TokenClaims).Issuer)'*'https://issuer.example' was expected*"
    }

    It 'refuses the token of another client' {
        $ber = Import-EmulatorKey ber
        (Get-Failure { $text | Get-TokenClaims -ServiceKey $ber }).FullyQualifiedErrorId | Should -BeLike 'AudienceMismatch,*'
    }

    It 'rejects an expired token, and states the time' {
        Set-Emulator @{ clockOffset = -90000 }
        $old = $key | Get-OAuthToken -NoCache -AsPlainText
        Set-Emulator @{ clockOffset = 0 }
        $failure = Get-Failure { $old | Get-TokenClaims -ServiceKey $key -Offline }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TokenExpired,*'
        $failure.Exception.Message | Should -Match 'expired at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, and the time is \d{4}'
    }

    It 'shows no part of a rejected token' {
        $record = Get-Failure { "$($text)AAAA" | Get-TokenClaims -ServiceKey $key }
        $output = ($record | Format-List * -Force | Out-String -Width 9999) +
            ($record.Exception | Format-List * -Force | Out-String -Width 9999)
        $text.Split('.') | ForEach-Object { $output | Should -Not -Match ([regex]::Escape($_)) }
    }

    It 'continues after a rejected token' {
        @("$($text)AAAA", $text | Get-TokenClaims -ServiceKey $key -ErrorAction SilentlyContinue).Count | Should -Be 1
    }
}
