# Runs every example of the help pages and every code block of the topics like a user.
BeforeDiscovery {
    . $PSScriptRoot/HelpPages.ps1
    $examples = @(Get-HelpPage |
        ForEach-Object { $page = $_; $page.Examples | ForEach-Object { @{ Where = "$($page.Name): $($_.Title)"; Code = $_.Code } } }) +
        (Get-TopicCode)
}

BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    Start-Emulator
    Set-Emulator @{ passcodesAreSingleUse = $false; jobPolls = 0 }

    # The files in the directory of the examples: the keys that they use, a document and a certificate.
    $folder = New-Item (Join-Path $TestDrive given) -ItemType Directory
    Copy-Item "$($emulator.Keys)/*.json", "$($emulator.Keys)/bindings/xsuaa.json" $folder
    Set-Content (Join-Path $folder invoice.pdf) '%PDF-1.7'
    Set-Content (Join-Path $folder deploy.ps1) '$cis | Invoke-BtpApi -Operation getSubaccounts'
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=client', [Security.Cryptography.RSA]::Create(2048),
        'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    [IO.File]::WriteAllBytes((Join-Path $folder client.pfx),
        $request.CreateSelfSigned([DateTimeOffset]::Now, [DateTimeOffset]::Now.AddDays(7)).Export('Pfx'))
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=client', $key, 'SHA256',
        [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now, [DateTimeOffset]::Now.AddDays(7))
    Set-Content (Join-Path $folder tls.crt) $certificate.ExportCertificatePem()
    Set-Content (Join-Path $folder tls.key) $key.ExportPkcs8PrivateKeyPem()
    Set-Content (Join-Path $folder without-secret.json) '{ "clientid": "sb-app!t1", "url": "https://app.example", "credential-type": "hide-secret" }'
    Copy-Item "$($emulator.Keys)/bindings/identity-jwt.json" (Join-Path $folder ias-client.json)
    Copy-Item "$($emulator.Keys)/bindings/identity-keys.json" (Join-Path $folder ias-signing.json)
    Copy-Item "$($emulator.Keys)/bindings/identity-keys.rsa.pem" (Join-Path $folder client-key.pem)
    Copy-Item "$($emulator.Keys)/bindings/identity.json" (Join-Path $folder ias.json)
    $dox = Get-Content (Join-Path $folder dox.json) -Raw
    $local = Get-Content (Join-Path $folder cis-local.json) -Raw

    # Replaces the prompts and tools of the examples.
    function Get-Credential { New-User }
    function Read-Host([string] $Prompt, [switch] $AsSecureString) {
        $entered = switch ($Prompt) { Code { '1234' } 'Client secret' { 'secret' } Passcode { 'PaSSc0de42' } Secret {
            (Get-Content (Join-Path $folder ciam.json) -Raw | ConvertFrom-Json).client_secret } }
        ConvertTo-SecureString $entered -AsPlainText -Force
    }
    function Get-Secret { ConvertTo-SecureString $dox -AsPlainText -Force }
    function cf { "Getting key my-key for service instance my-cis as user anna...`n"; $local -split '\r?\n' }
    function btp { "{ `"id`": `"1`", `"ready`": true, `"name`": `"my-binding`", `"credentials`": $dox }" -split '\r?\n' }
    function kubectl {
        'apiVersion: v1', 'kind: Secret', 'metadata:', '  name: dox-binding', 'data:'
        foreach ($member in ($dox | ConvertFrom-Json).PSObject.Properties) {
            $value = if ($member.Value -is [string]) { $member.Value } else { ConvertTo-Json $member.Value -Depth 9 -Compress }
            "  $($member.Name): $([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($value)))"
        }
    }

    # Removes the imported keys, so that the session is like a new session.
    function Reset-Session {
        Reset-Emulator
        $ring = [TokenModule.Cmdlets.AsyncCmdlet].Assembly.GetType('TokenModule.ModuleSession').GetProperty('Keys').GetValue($null)
        $ring.GetType().GetField('keys', 'Instance, NonPublic').GetValue($ring).Clear()
    }
}

AfterAll { Stop-Emulator }

Describe 'The example' {
    BeforeEach {
        Reset-Session
        $env:BTP_KEY = $local
        $env:VCAP_SERVICES = "{ `"document-information-extraction`": [ { `"name`": `"dox`", `"credentials`": $dox } ] }"
        $env:ACTIONS_ID_TOKEN_REQUEST_URL = "$($emulator.Address)/ci/github/token?api-version=2.0"
        $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'fake-job-token-5b8f2d'
        # Each example runs in its own copy of the directory.
        Copy-Item $folder (Join-Path $TestDrive run) -Recurse
        Push-Location (Join-Path $TestDrive run)
    }

    AfterEach {
        Pop-Location
        Remove-Item (Join-Path $TestDrive run) -Recurse
        $env:BTP_KEY, $env:BTP_TOKEN, $env:VCAP_SERVICES = $null
        $env:ACTIONS_ID_TOKEN_REQUEST_URL, $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = $null
    }

    It 'of <Where>, runs without an error' -ForEach $examples {
        $run = [scriptblock]::Create($Code.Replace('https://ciam.example.com', $emulator.Address))
        Get-Failure { $ErrorActionPreference = 'Continue'; & $run } | Should -BeNullOrEmpty
    }
}
