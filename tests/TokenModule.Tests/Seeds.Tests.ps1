# The procedures of SAP's documentation, as PowerShell.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

Describe 'Getting an access token' {
    BeforeEach { Reset-Emulator }

    It 'for <System>: the token has the scopes of the service' -ForEach @(
        @{ System = 'Business Entity Recognition'; Key = 'ber'; Scope = 'ner-emulator!b49985.default' }
        @{ System = 'Document Information Extraction'; Key = 'dox'; Scope = 'dox-xsuaa-emulator!b9505.default' }
        @{ System = 'Personalized Recommendation'; Key = 'pr'; Scope = 'personalized-recommendation-emulator!b7711.default' }
    ) {
        $claims = Import-EmulatorKey $Key | Get-OAuthToken | Get-TokenClaims
        $claims.Scopes | Should -Contain $Scope
        $claims.ExpiresIn.TotalHours | Should -BeGreaterThan 11.9
    }

    It 'for Cloud Management by password: key, sign-in with the second factor, token, claims, API' {
        $key = Import-ServiceKey -Path (Join-Path $emulator.Keys 'cis-central.json')
        $key.GrantType | Should -Be 'Password'
        $code = ConvertTo-SecureString '1234' -AsPlainText -Force
        $token = $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $token.Scopes | Should -Contain 'cis-central!b14.job.read'
        ($token | Get-TokenClaims).UserName | Should -Be 'anna.admin@example.com'
        ($key | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/globalAccount -Query @{ expand = $true }).children |
            Should -Not -BeNullOrEmpty
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'for Cloud Management by password: without the second factor it is refused, and not tried twice' {
        $failure = Get-Failure { Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User) }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
        $failure.Exception.Message | Should -BeLike '*-OneTimeCode*'
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'for Cloud Management by client credentials, up to an API' {
        Import-EmulatorKey cis-local | Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/availableEnvironments |
            Should -Not -BeNullOrEmpty
    }

    It 'for SaaS Provisioning, up to an API' {
        (Import-EmulatorKey saas-registry |
            Invoke-BtpApi -Path /saas-manager/v1/application/subscriptions -Query @{ size = 2 }).subscriptions | Should -HaveCount 2
    }

    It 'for CIAM from the values of a mail, with its grant type spelt <_>' -ForEach 'client_credential', 'client_credentials' {
        $mail = Get-Content (Join-Path $emulator.Keys 'ciam.json') -Raw | ConvertFrom-Json
        $secret = ConvertTo-SecureString $mail.client_secret -AsPlainText -Force
        $key = Import-ServiceKey -TokenUrl "$($mail.base_url)/ciam-mfa/v2/get/token" -ClientId $mail.client_id -ClientSecret $secret `
            -TokenRequestFormat Json -GrantTypeName $_ -Endpoint @{ api = $mail.base_url }
        $key | Invoke-BtpApi -Path /ciam-provisioning/v1/applications | Should -Not -BeNullOrEmpty
        (Get-Request /ciam-mfa).body | Should -Match """grant_type"":""$_"""
    }
}

Describe 'Using an AI service' {
    BeforeEach { Reset-Emulator }

    It 'recognizes entities, with 409 until the job has finished' {
        $ber = Import-EmulatorKey ber
        $job = $ber | Invoke-BtpApi -Path inference/jobs -Method Post -Body @{ text = 'Mail anna@example.com';
            modelName = 'sap_email_business_entity'; modelVersion = 1 }
        $job.data.id | Should -Not -BeNullOrEmpty
        (Get-Failure { $ber | Invoke-BtpApi -Path "inference/jobs/$($job.data.id)" }).Exception.StatusCode | Should -Be 409
    }

    It 'returns recommendations' {
        $response = Import-EmulatorKey pr |
            Invoke-BtpApi -Path /standard/rs/v1/tenants/demo/recommendations/next-items -Method Post -Body @{ items_ls = 'coat' }
        $response.recommendations | Should -Not -BeNullOrEmpty
    }
}
