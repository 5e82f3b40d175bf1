BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $dox = Get-Content "$($emulator.Keys)/dox.json" -Raw
    $ber = Get-Content "$($emulator.Keys)/ber.json" -Raw
    $vcap = @"
{ "document-information-extraction": [ { "label": "document-information-extraction", "plan": "base_edition", "name": "dox-a",
    "instance_name": "dox-a", "binding_name": null, "tags": [], "credentials": $dox } ],
  "ner": [ { "label": "ner", "plan": "standard", "name": "ber-b", "instance_name": "ber-b", "credentials": $ber } ],
  "postgresql-db": [ { "label": "postgresql-db", "name": "db", "instance_name": "db",
      "credentials": { "hostname": "h", "password": "p" } } ] }
"@
    $encoded = @(($dox | ConvertFrom-Json).PSObject.Properties | ForEach-Object {
            $value = if ($_.Value -is [string]) { $_.Value } else { ConvertTo-Json $_.Value -Depth 9 -Compress }
            "  $($_.Name): $([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($value)))"
        }) -join "`n"
    $manifest = "apiVersion: v1`nkind: Secret`nmetadata:`n  name: dox-binding`ntype: Opaque`ndata:`n$encoded`n"

    function New-Mount([string] $Name, [string] $Json, [hashtable] $Description) {
        $directory = New-Item (Join-Path $TestDrive $Name) -ItemType Directory -Force
        foreach ($member in ($Json | ConvertFrom-Json).PSObject.Properties) {
            Set-Content (Join-Path $directory $member.Name) $(
                if ($member.Value -is [string]) { $member.Value } else { ConvertTo-Json $member.Value -Depth 9 -Compress })
        }

        foreach ($member in $Description.Keys) { Set-Content (Join-Path $directory $member) $Description[$member] }
        $directory.FullName
    }

    # A key that gets a token was read completely.
    function Assert-Key($Key, [string] $Kind = 'DocumentInformationExtraction') {
        $Key.Kind | Should -Be $Kind
        ($Key | Get-OAuthToken -NoCache).Scopes | Should -Not -BeNullOrEmpty
    }
}

AfterAll { Stop-Emulator }

Describe 'Import-ServiceKey reads' {
    It 'a SecureString, as Get-Secret returns it' {
        Assert-Key (ConvertTo-SecureString $dox -AsPlainText -Force | Import-ServiceKey)
    }

    It 'an object, as ConvertFrom-Json returns it' { Assert-Key ($dox | ConvertFrom-Json | Import-ServiceKey) }

    It 'a hashtable whose secret is a SecureString' {
        $uaa = ($dox | ConvertFrom-Json).uaa
        $key = @{ clientid = $uaa.clientid; url = $uaa.url; clientsecret = ConvertTo-SecureString $uaa.clientsecret -AsPlainText -Force } |
            Import-ServiceKey
        Assert-Key $key Xsuaa
    }

    It 'an environment variable' {
        $env:TOKENMODULE_TEST_KEY = $dox
        try { Assert-Key (Import-ServiceKey -EnvironmentVariable TOKENMODULE_TEST_KEY) } finally { $env:TOKENMODULE_TEST_KEY = $null }
    }

    It 'base64 in an environment variable, as CI variables often hold it' {
        $env:TOKENMODULE_TEST_KEY = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($dox))
        try { Assert-Key (Import-ServiceKey -EnvironmentVariable TOKENMODULE_TEST_KEY) } finally { $env:TOKENMODULE_TEST_KEY = $null }
    }

    It 'VCAP_SERVICES, all keys in it or those named' {
        $env:VCAP_SERVICES = $vcap
        try {
            (Import-ServiceKey -Vcap).Kind | Should -Be 'DocumentInformationExtraction', 'BusinessEntityRecognition'
            (Import-ServiceKey -Vcap -ServiceName ner).Kind | Should -Be 'BusinessEntityRecognition'
            Assert-Key (Import-ServiceKey -EnvironmentVariable VCAP_SERVICES -InstanceName dox-*)
        }
        finally { $env:VCAP_SERVICES = $null }
    }

    It 'the file that VCAP_SERVICES_FILE_PATH names' {
        $env:VCAP_SERVICES_FILE_PATH = Join-Path $TestDrive vcap.json
        Set-Content $env:VCAP_SERVICES_FILE_PATH $vcap
        try { Assert-Key (Import-ServiceKey -Vcap -ServiceName document*) } finally { $env:VCAP_SERVICES_FILE_PATH = $null }
    }

    It 'the output of cf env (<Generation>)' -ForEach @(
        @{ Generation = 'v6'; Form = "Getting env variables for app a in org o / space s as u...`nOK`n`nSystem-Provided:`n{`n `"VCAP_SERVICES`": {0}`n}`n`n{`n `"VCAP_APPLICATION`": { `"application_name`": `"a`" }`n}`n`nUser-Provided:`nFOO: bar`n" }
        @{ Generation = 'v8'; Form = "Getting env variables for app a in org o / space s as u...`nSystem-Provided:`nVCAP_SERVICES: {0}`n`nVCAP_APPLICATION: { `"application_name`": `"a`" }`n`nUser-Provided:`nFOO: bar`n" }
    ) {
        $printed = $Form.Replace('{0}', $vcap)
        ($printed -split "`n" | Import-ServiceKey).Kind | Should -Be 'DocumentInformationExtraction', 'BusinessEntityRecognition'
        Assert-Key ($printed | Import-ServiceKey -ServiceName document*)
    }

    It 'the output of the btp CLI' {
        $printed = "{ `"id`": `"1`", `"ready`": true, `"name`": `"my-binding`", `"service_instance_id`": `"2`", `"labels`": {}, `"credentials`": $dox }"
        $key = $printed | Import-ServiceKey
        Assert-Key $key
        $key.Name | Should -Be 'my-binding'
    }

    It 'a Secret manifest in YAML, in one piece and line by line' {
        Assert-Key ($manifest | Import-ServiceKey)
        $key = $manifest -split "`n" | Import-ServiceKey
        Assert-Key $key
        $key.Name | Should -Be 'dox-binding'
    }

    It 'a mounted binding, and again after its secret has changed' {
        $mount = New-Mount binding $dox @{ type = 'dox'; instance_name = 'dox-a' }
        Assert-Key (Import-ServiceKey $mount)

        $uaa = ($dox | ConvertFrom-Json).uaa
        $uaa.clientsecret = 'rotated'
        Set-Content "$mount/uaa" (ConvertTo-Json $uaa -Compress)
        (Get-Failure { Import-ServiceKey $mount | Get-OAuthToken }).FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
        Set-Content "$mount/uaa" (ConvertTo-Json ($dox | ConvertFrom-Json).uaa -Compress)
        Assert-Key (Import-ServiceKey $mount)
    }

    It 'a mounted binding whose files are links into a directory that is replaced' -Skip:(-not $IsLinux) {
        $mount = New-Mount 'linked/..2026_11_24' $dox @{}
        $root = Split-Path $mount -Parent
        $null = New-Item -ItemType SymbolicLink -Path "$root/..data" -Target $mount
        Get-ChildItem $mount |
            ForEach-Object { $null = New-Item -ItemType SymbolicLink -Path "$root/$($_.Name)" -Target "$root/..data/$($_.Name)" }
        Assert-Key (Import-ServiceKey $root)
    }

    It 'a root of several bindings' {
        $null = New-Mount root/dox-a $dox @{ type = 'dox' }
        $null = New-Mount root/ber-b $ber @{ type = 'ner' }
        (Import-ServiceKey (Join-Path $TestDrive root)).Kind | Should -HaveCount 2
        Assert-Key (Import-ServiceKey (Join-Path $TestDrive root) -ServiceName dox)
    }
}

Describe 'Import-ServiceKey reports' {
    It '<Id> for <What>' -ForEach @(
        @{ What = 'a service that is not bound'; Id = 'ServiceKeyNotFound'; Do = { $vcap | Import-ServiceKey -ServiceName hana } }
        @{ What = 'a variable that is not set'; Id = 'ServiceKeyNotFound';
            Do = { Import-ServiceKey -EnvironmentVariable TOKENMODULE_NO_SUCH } }
        @{ What = 'no Cloud Foundry'; Id = 'ServiceKeyNotFound'; Do = { Import-ServiceKey -Vcap } }
        @{ What = 'a database'; Id = 'ServiceKeyInvalid'; Do = { $vcap | Import-ServiceKey -ServiceName postgresql-db } }
        @{ What = 'one name for two keys'; Id = 'ServiceKeyAmbiguous'; Do = { $vcap | Import-ServiceKey -Name x } }
        @{ What = 'an object that is not a key'; Id = 'ServiceKeyInvalid'; Do = { Get-Process -Id $PID | Import-ServiceKey } }
        @{ What = 'an object without end'; Id = 'ServiceKeyInvalid';
            Do = { $loop = @{ a = 1 }; $loop.self = $loop; $loop | Import-ServiceKey } }
        @{ What = 'an invalid certificate'; Id = 'CertificateInvalid';
            Do = { '{ "clientid": "a", "credential-type": "x509", "url": "https://a.example", "certificate": "x", "key": "y" }' |
            Import-ServiceKey } }
    ) {
        $failure = Get-Failure $Do
        @($failure).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.ImportServiceKeyCommand"
    }

    It 'the available services when the specified service does not exist' {
        (Get-Failure { $vcap | Import-ServiceKey -ServiceName hana }).Exception.Message |
            Should -BeLike '*document-information-extraction (instance dox-a), ner (instance ber-b), postgresql-db*'
    }

    It 'a key file that other users can read' -Tag PowerShell7 -Skip:(-not $IsLinux) {
        $private, $open = 'private', 'open' | ForEach-Object { New-Item (Join-Path $TestDrive "$_/key.json") -Value $ber -Force }
        chmod 600 $private.FullName
        chmod 644 $open.FullName

        @(Import-ServiceKey $private 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }).Count | Should -Be 0
        Import-ServiceKey $open 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeLike '*chmod 600*'
        @(Import-ServiceKey $open 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }).Count | Should -Be 0
    }
}

Describe 'Paths and wildcards of Import-ServiceKey' {
    BeforeAll {
        Push-Location $TestDrive
        $env:TOKENMODULE_PATH_KEY = $dox
        $null = New-Item (Join-Path $TestDrive TOKENMODULE_PATH_KEY) -Value $ber -Force
        $file = New-Item (Join-Path $TestDrive 'paths/key.json') -Value $ber -Force
    }

    AfterAll {
        Pop-Location
        Remove-Item env:TOKENMODULE_PATH_KEY
    }

    It 'reports a path of a variable with the parameter to use: <Form>' -ForEach @(
        @{ Form = 'a path'; Do = { Import-ServiceKey env:TOKENMODULE_PATH_KEY } }
        @{ Form = 'a literal path'; Do = { Import-ServiceKey -LiteralPath env:TOKENMODULE_PATH_KEY } }
        @{ Form = 'a piped item'; Do = { Get-Item env:TOKENMODULE_PATH_KEY | Import-ServiceKey } }
    ) {
        $failure = Get-Failure $Do
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
        $failure.Exception.Message | Should -BeLike '*-EnvironmentVariable TOKENMODULE_PATH_KEY*'
    }

    It 'reports a path of another provider' {
        (Get-Failure { Import-ServiceKey function:prompt }).Exception.Message | Should -BeLike '*provider Function, not to the file system*'
    }

    It 'reports an unknown provider and imports the next key' {
        $keys = Import-ServiceKey -LiteralPath foo::bar, $file.FullName -ErrorAction SilentlyContinue -ErrorVariable failures
        $keys.Name | Should -Be key
        $failures.FullyQualifiedErrorId | Should -Be 'ServiceKeyNotFound,TokenModule.Cmdlets.ImportServiceKeyCommand'
    }

    It 'reports a path that is not a valid wildcard pattern' {
        (Get-Failure { Import-ServiceKey '[x' }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
    }

    It 'compares a name that is not a valid wildcard pattern exactly' {
        (Get-Failure { $vcap | Import-ServiceKey -ServiceName '[x' }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
        $bound = '{ "VCAP_SERVICES": { "[x": [ { "name": "odd", "label": "[x", "credentials": ' + $ber + ' } ] } }'
        ($bound | Import-ServiceKey -ServiceName '[x').Name | Should -Be odd
    }
}
