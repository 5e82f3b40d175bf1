BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

Describe 'Get-OAuthTokenCache and Clear-OAuthTokenCache' {
    BeforeEach {
        Reset-Emulator
        $dox, $ber = 'dox', 'ber' | ForEach-Object { Import-EmulatorKey $_ }
        $null = $dox, $ber | Get-OAuthToken
    }

    It 'lists the tokens of the session' {
        (Get-OAuthTokenCache).ClientId | Sort-Object | Should -Be ($dox.ClientId, $ber.ClientId | Sort-Object)
    }

    It 'removes all tokens' {
        Clear-OAuthTokenCache
        Get-OAuthTokenCache | Should -BeNullOrEmpty
    }

    It 'removes one client by its literal name, which contains wildcard characters' {
        Clear-OAuthTokenCache -ClientId $dox.ClientId
        (Get-OAuthTokenCache).ClientId | Should -Be $ber.ClientId
    }

    It 'removes the tokens that match a wildcard' {
        Clear-OAuthTokenCache 'sb-ner-*'
        (Get-OAuthTokenCache).ClientId | Should -Be $dox.ClientId
    }

    It 'removes no token with -WhatIf' {
        Clear-OAuthTokenCache -WhatIf
        @(Get-OAuthTokenCache).Count | Should -Be 2
    }

    It 'causes a new token request in the next command' {
        Clear-OAuthTokenCache
        $null = $dox | Get-OAuthToken
        @(Get-Request /uaa).Count | Should -Be 3
    }

    It 'completes the client ids of cached tokens' {
        (TabExpansion2 'Clear-OAuthTokenCache -ClientId sb-ner').CompletionMatches.CompletionText | Should -Be "'$($ber.ClientId)'"
    }
}

Describe 'Clear-OAuthTokenCache -Revoke' {
    BeforeEach { Reset-Emulator }

    It 'revokes the tokens and removes them' {
        $token = Import-EmulatorKey dox | Get-OAuthToken -AdditionalParameter @{ token_format = 'opaque' }
        Clear-OAuthTokenCache -Revoke
        Get-OAuthTokenCache | Should -BeNullOrEmpty
        (Get-Request /uaa DELETE).path | Should -BeLike "*/oauth/token/revoke/$($token.Jti)"
    }

    It 'removes a token that the server does not revoke, with an error' {
        $null = Import-EmulatorKey dox | Get-OAuthToken
        $failure = Get-Failure { Clear-OAuthTokenCache -Revoke }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GrantRejected*'
        Get-OAuthTokenCache | Should -BeNullOrEmpty
    }

    It 'has no effect with -WhatIf' {
        $null = Import-EmulatorKey dox | Get-OAuthToken
        Clear-OAuthTokenCache -Revoke -WhatIf
        @(Get-OAuthTokenCache).Count | Should -Be 1
        Get-Request /uaa DELETE | Should -BeNullOrEmpty
    }
}
