BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
    $user = Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
}

AfterAll { Stop-Emulator }

Describe 'Get-TokenClaims' {
    It 'names the claims of a user of XSUAA' {
        $claims = $user | Get-TokenClaims
        $claims | Should -BeOfType TokenModule.TokenClaims
        $claims.UserName, $claims.GrantType, $claims.Subdomain | Should -Be 'anna.admin@example.com', 'password', 'emulator'
        $claims.Algorithm, $claims.KeyId | Should -Be 'RS256', 'key-1'
        $claims.Scopes | Should -Contain 'cis-central!b14.global-account.read'
        $claims.LocalScopes | Should -Contain 'global-account.read'
        $claims.RoleCollections | Should -Not -BeNullOrEmpty
        $claims.SubaccountId, $claims.ZoneId, $claims.ServiceInstanceId | Should -Not -Contain $null
        $claims.SignatureVerified | Should -BeFalse
    }

    It 'reads the token of CIAM, which has no time of issue' {
        $claims = Import-EmulatorKey ciam | Get-OAuthToken | Get-TokenClaims
        $claims.Scopes | Should -Be 'application.client'
        $claims.IssuedAt | Should -BeNullOrEmpty
        $claims.Header.'pi.atm' | Should -Not -BeNullOrEmpty
    }

    It 'keeps every other claim' {
        ($user | Get-TokenClaims).Claims.ext_attr.enhancer | Should -Be 'XSUAA'
    }

    It 'takes a token as <Form>' -ForEach @(
        @{ Form = 'an argument'; Do = { Get-TokenClaims $user } }
        @{ Form = 'text'; Do = { $text | Get-TokenClaims } }
        @{ Form = 'a header'; Do = { "Bearer $text" | Get-TokenClaims } }
        @{ Form = 'a SecureString'; Do = { $user.AccessToken | Get-TokenClaims } }
    ) {
        $text = Import-EmulatorKey cis-central | Get-OAuthToken -AsPlainText
        (& $Do).UserName | Should -Be 'anna.admin@example.com'
    }

    It 'says <Id> for <Token>' -ForEach @(
        @{ Token = ''; Id = 'TokenMalformed' }
        @{ Token = 'Bearer'; Id = 'TokenMalformed' }
        @{ Token = 'a.b.c'; Id = 'TokenMalformed' }
        @{ Token = 'a.b.c.d.e'; Id = 'TokenMalformed' }
        @{ Token = '0123456789abcdef'; Id = 'TokenOpaque' }
        @{ Token = 42; Id = 'TokenMalformed' }
    ) {
        (Get-Failure { Get-TokenClaims $Token }).FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.GetTokenClaimsCommand"
    }

    It 'goes on after one bad token' {
        @('a.b', $user | Get-TokenClaims -ErrorAction SilentlyContinue).Count | Should -Be 1
    }

    It 'shows when a token ends, and who has it' {
        $view = $user | Get-TokenClaims | Out-String
        $view | Should -Match 'in 11 h 5\d min'
        $view | Should -Match 'anna.admin@example.com'
    }
}
