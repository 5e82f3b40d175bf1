BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $ber = Join-Path $emulator.Keys 'ber.json'
}

AfterAll { Stop-Emulator }

Describe 'Import-ServiceKey' {
    It 'reads the key of <File> as <Kind>' -ForEach @(
        @{ File = 'ber'; Kind = 'BusinessEntityRecognition'; Grant = 'ClientCredentials' }
        @{ File = 'dox'; Kind = 'DocumentInformationExtraction'; Grant = 'ClientCredentials' }
        @{ File = 'pr'; Kind = 'PersonalizedRecommendation'; Grant = 'ClientCredentials' }
        @{ File = 'cis-central'; Kind = 'CloudManagement'; Grant = 'Password' }
        @{ File = 'cis-local'; Kind = 'CloudManagement'; Grant = 'ClientCredentials' }
        @{ File = 'saas-registry'; Kind = 'SaasProvisioning'; Grant = 'ClientCredentials' }
        @{ File = 'ciam'; Kind = 'Ciam'; Grant = 'ClientCredentials' }
    ) {
        $key = Import-EmulatorKey $File
        $key | Should -BeOfType TokenModule.ServiceKey
        $key.Name, $key.Kind, $key.GrantType | Should -Be $File, $Kind, $Grant
        $key.ClientId | Should -Not -BeNullOrEmpty
    }

    It 'imports one key for each path or match of a wildcard' {
        (Import-ServiceKey $ber, "$($emulator.Keys)/cis-*.json").Name | Should -Be 'ber', 'cis-central', 'cis-local'
    }

    It 'accepts the files of Get-ChildItem and Get-Item' {
        (Get-ChildItem $emulator.Keys -Filter 'cis-*.json' | Import-ServiceKey).Name | Should -Be 'cis-central', 'cis-local'
        (Get-Item $ber | Select-Object FullName | Import-ServiceKey).Name | Should -Be 'ber'
    }

    It 'imports one key for each document in piped lines' {
        (Get-Content $ber | Import-ServiceKey).Kind | Should -Be 'BusinessEntityRecognition'
        @(Get-Content $ber, "$($emulator.Keys)/dox.json" | Import-ServiceKey).Count | Should -Be 2
        @((Get-Content $ber -Raw), (Get-Content "$($emulator.Keys)/dox.json" -Raw) | Import-ServiceKey).Count | Should -Be 2
    }

    It 'reads the output of cf service-key with the name of the key (<Generation>)' -ForEach @{ Generation = 'v7'; Form = '{0}' },
        @{ Generation = 'v8'; Form = '{{"credentials":{0}}}' } {
        $printed = @('Getting key my-key for service instance ber as anna@example.com...', '') +
            (($Form -f (Get-Content $ber -Raw)) -split "`n")
        $key = $printed | Import-ServiceKey
        $key.Name, $key.Kind | Should -Be 'my-key', 'BusinessEntityRecognition'
    }

    It 'imports a key from single values' {
        $secret = ConvertTo-SecureString 'S^7j|)v,Zd' -AsPlainText -Force
        $key = Import-ServiceKey -TokenUrl https://ciam.example/ciam-mfa/v2/get/token -ClientId Sfq5hn4nf -ClientSecret $secret `
            -TokenRequestFormat Json -Endpoint @{ api = 'https://api.example' }
        $key.ClientId, $key.TokenUrl.AbsolutePath, $key.Endpoints.api.Host | Should -Be 'Sfq5hn4nf', '/ciam-mfa/v2/get/token', 'api.example'
    }

    It 'reports <Id> for <What>' -ForEach @(
        @{ What = 'a file that is not there'; Id = 'ServiceKeyNotFound'; Do = { Import-ServiceKey ./nothing.json } }
        @{ What = 'a wildcard that finds nothing'; Id = 'ServiceKeyNotFound'; Do = { Import-ServiceKey ./nothing*.json } }
        @{ What = 'a drive that is not there'; Id = 'ServiceKeyNotFound'; Do = { Import-ServiceKey nodrive:/x.json } }
        @{ What = 'a literal path with wildcards'; Id = 'ServiceKeyNotFound'; Do = { Import-ServiceKey -LiteralPath ./x[1].json } }
        @{ What = 'a literal path on a drive that is not there'; Id = 'ServiceKeyNotFound';
            Do = { Import-ServiceKey -LiteralPath nodrive:/x.json } }
        @{ What = 'empty text'; Id = 'ServiceKeyInvalid'; Do = { '' | Import-ServiceKey } }
        @{ What = 'an endpoint without a valid address'; Id = 'ServiceKeyInvalid'; Do = {
            Import-ServiceKey -TokenUrl https://a.example -ClientId a -ClientSecret (
            ConvertTo-SecureString a -AsPlainText -Force) -Endpoint @{ a = 'http://[bad' } } }
        @{ What = 'a directory'; Id = 'ServiceKeyInvalid'; Do = { Import-ServiceKey $emulator.Keys } }
        @{ What = 'no JSON'; Id = 'ServiceKeyInvalid'; Do = { 'hello' | Import-ServiceKey } }
        @{ What = 'a number'; Id = 'ServiceKeyInvalid'; Do = { 42 | Import-ServiceKey } }
        @{ What = 'half a document'; Id = 'ServiceKeyInvalid'; Do = { '{ "uaa": {' | Import-ServiceKey } }
        @{ What = 'a placeholder'; Id = 'ServiceKeyPlaceholder'; Do = { '{ "clientid": "<your client id>" }' | Import-ServiceKey } }
    ) {
        $failure = Get-Failure $Do
        @($failure).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.ImportServiceKeyCommand"
    }

    It 'does not repeat the text of a key that is given as <_>' -ForEach 'Path', 'LiteralPath' {
        $text = Get-Content $ber -Raw
        $secret = ($text | ConvertFrom-Json).uaa.clientsecret
        $failure = Get-Failure { $given = @{ $_ = $text }; Import-ServiceKey @given }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyInvalid,*'
        ($failure | Format-List * -Force | Out-String -Width 5000).Contains($secret) | Should -BeFalse
        (Get-Failure { Import-ServiceKey (Get-Content $ber) } | Format-List * -Force | Out-String -Width 5000).Contains($secret) |
            Should -BeFalse
    }

    It 'reads a file in a directory named with braces' {
        $directory = New-Item (Join-Path $TestDrive '{6f1ad111-0001}') -ItemType Directory
        $copy = Copy-Item $ber $directory -PassThru
        (Import-ServiceKey $copy.FullName).Name, (Import-ServiceKey -LiteralPath $copy.FullName).Name | Should -Be 'ber', 'ber'
    }

    It 'continues after an invalid item' {
        $result = '{"x":1}', (Get-Content $ber -Raw), 'rest' | Import-ServiceKey -ErrorAction SilentlyContinue -ErrorVariable failures
        $result.Kind | Should -Be 'BusinessEntityRecognition'
        $failures.Count | Should -Be 2
    }
}
