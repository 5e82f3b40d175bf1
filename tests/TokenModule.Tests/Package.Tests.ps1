# Checks the package of ./build.ps1 Pack like the gallery and like a user.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Add-Type -AssemblyName System.IO.Compression.FileSystem

    function New-Package([string] $Folder, [string] $Of = $modulePath) { & $repository/build.ps1 Pack -ModulePath $Of -Destination $Folder }

    $package = New-Package $TestDrive/first
    $archive = [IO.Compression.ZipFile]::OpenRead($package)
    $names = $archive.Entries.FullName
    $reader = New-Object IO.StreamReader $archive.GetEntry('TokenModule.nuspec').Open()
    $metadata = ([xml] $reader.ReadToEnd()).package.metadata
    $reader.Dispose()
    $reader = New-Object IO.StreamReader $archive.GetEntry('sbom.cdx.json').Open()
    $sbom = $reader.ReadToEnd() | ConvertFrom-Json
    $reader.Dispose()
}

AfterAll { $archive.Dispose() }

Describe 'The package' -Skip:($PSEdition -ne 'Core') {
    It 'is named for the version of the manifest' {
        $manifest = Test-ModuleManifest $modulePath/TokenModule.psd1
        $prerelease = $manifest.PrivateData.PSData.Prerelease
        $version = if ($prerelease) { "$($manifest.Version)-$prerelease" } else { "$($manifest.Version)" }
        Split-Path $package -Leaf | Should -Be "TokenModule.$version.nupkg"
        $metadata.version | Should -Be $version
    }

    It 'is the same, byte for byte, when packed again' {
        (Get-FileHash (New-Package $TestDrive/second)).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'has the manifest at its root, both builds, the help and what the gallery shows' {
        'TokenModule.psd1', 'TokenModule.psm1', 'net8.0/TokenModule.dll', 'netstandard2.0/TokenModule.dll',
            'en-US/TokenModule.dll-Help.xml', 'en-US/about_TokenModule.help.txt',
        'TokenModule.Format.ps1xml', 'TokenModule.Types.ps1xml', 'README.md', 'LICENSE', 'icon.png' | Should -BeIn $names
    }

    It 'contains no files of the build' {
        $names | Where-Object { $_ -match '\.(pdb|deps\.json|cs|xml)$' } | Should -Be '[Content_Types].xml',
            'en-US/TokenModule.dll-Help.xml'
    }

    It 'contains a bill of materials with the hash of every file' {
        $sbom.bomFormat, $sbom.specVersion, $sbom.metadata.component.version | Should -Be 'CycloneDX', '1.6', $metadata.version
        $listed = @($sbom.metadata.component.components) + @($sbom.components.components)
        $listed.name | Sort-Object | Should -Be ($names | Where-Object {
                $_ -notin 'sbom.cdx.json', 'TokenModule.nuspec', '_rels/.rels', '[Content_Types].xml' } | Sort-Object)
        foreach ($file in $listed) {
            $content = $archive.GetEntry($file.name).Open()
            (Get-FileHash -InputStream $content -Algorithm SHA256).Hash | Should -Be $file.hashes[0].content -Because $file.name
            $content.Dispose()
        }
    }

    It 'contains a bill of materials with a serial number, without which GitHub does not attest it' {
        $sbom.serialNumber | Should -MatchExactly '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$'
    }

    It 'names the SDK that built it' {
        $sbom.metadata.tools.components.name | Should -Be '.NET SDK'
        $sbom.metadata.tools.components.version | Should -Match '^\d+\.\d+\.\d+'
    }

    It 'names each third-party library with its package, version and license' {
        $names | Where-Object { $_ -like '*.dll' -and $_ -notlike '*/TokenModule*.dll' } | Sort-Object |
            Should -Be ($sbom.components.components.name | Sort-Object)
        foreach ($library in $sbom.components) {
            $library.purl | Should -Be "pkg:nuget/$($library.name)@$($library.version)"
            $library.licenses[0].license.psobject.Properties.Value | Should -Not -BeNullOrEmpty
        }
        ($sbom.dependencies | Where-Object ref -EQ $sbom.metadata.component.'bom-ref').dependsOn |
            Sort-Object | Should -Be ($sbom.components.purl | Sort-Object)
    }

    It 'states the type of every file' {
        $reader = New-Object IO.StreamReader $archive.GetEntry('[Content_Types].xml').Open()
        $types = ([xml] $reader.ReadToEnd()).Types
        $reader.Dispose()
        $names | Where-Object { $_ -notin '[Content_Types].xml', 'LICENSE' } |
            ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.') } | Sort-Object -Unique | Should -BeIn $types.Default.Extension
        $types.Override.PartName | Should -Be '/LICENSE'
    }

    It 'is found by the tags of its cmdlets and editions' {
        $tags = $metadata.tags -split ' '
        'PSModule', 'PSEdition_Core', 'PSEdition_Desktop', 'PSIncludes_Cmdlet', 'SAP', 'BTP' | Should -BeIn $tags
        (Get-Command -Module TokenModule -CommandType Cmdlet).Name | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" } | Should -BeIn $tags
    }

    It 'contains <_> for the gallery' -ForEach 'authors', 'description', 'releaseNotes', 'projectUrl', 'licenseUrl', 'iconUrl', 'readme', 'icon',
        'copyright' {
        $metadata.$_ | Should -Not -BeNullOrEmpty
    }

    It 'cannot be created without <_>' -ForEach 'en-US/TokenModule.dll-Help.xml', 'README.md', 'LICENSE' {
        $bare = Join-Path $TestDrive "without $([IO.Path]::GetFileName($_))/TokenModule"
        Copy-Item $modulePath $bare -Recurse -Container
        Remove-Item (Join-Path $bare $_)
        { New-Package $TestDrive/none $bare } | Should -Throw "*no $_ *"
        Test-Path $TestDrive/none | Should -BeFalse
    }
}

Describe 'The package of the emulator' -Skip:($PSEdition -ne 'Core') {
    BeforeAll {
        $folder = Join-Path $TestDrive emulator
        Expand-Archive (New-Package $folder (Join-Path $repository out/TokenModule.Emulator)) (Join-Path $folder unpacked)
        $description = ([xml] (Get-Content $folder/unpacked/TokenModule.Emulator.nuspec -Raw)).package.metadata
        $bill = Get-Content $folder/unpacked/sbom.cdx.json -Raw | ConvertFrom-Json
    }

    It 'has its own name and the version of the module' {
        Get-ChildItem $folder *.nupkg | ForEach-Object Name | Should -Be "TokenModule.Emulator.$($metadata.version).nupkg"
        $description.id, $description.version | Should -Be TokenModule.Emulator, $metadata.version
    }

    It 'is found by the tags of its functions' {
        $tags = $description.tags -split ' '
        'PSModule', 'PSIncludes_Function', 'PSFunction_Start-BtpEmulator', 'PSCommand_Stop-BtpEmulator' | Should -BeIn $tags
        $tags | Should -Not -Contain PSIncludes_Cmdlet
    }

    It 'contains a bill of materials with every file, and no third-party library' {
        $bill.metadata.component.name, $bill.metadata.tools.components.name | Should -Be TokenModule.Emulator, '.NET SDK'
        $bill.metadata.tools.components.version | Should -Be ($sbom | ForEach-Object { $_.metadata.tools.components.version })
        $files = Get-ChildItem $folder/unpacked -File -Recurse |
            ForEach-Object { [IO.Path]::GetRelativePath("$folder/unpacked", $_.FullName).Replace('\', '/') } |
            Where-Object { $_ -notin 'sbom.cdx.json', 'TokenModule.Emulator.nuspec', '_rels/.rels', '[Content_Types].xml' }
        $bill.metadata.component.components.name | Sort-Object | Should -Be ($files | Sort-Object)
        @($bill.components).Count | Should -Be 0
    }
}

Describe 'The package, installed' -Skip:($PSEdition -ne 'Core') {
    BeforeAll {
        $installed = (New-Item $TestDrive/modules -ItemType Directory).FullName
        if (Get-Command Save-PSResource -ErrorAction Ignore) {
            $repositoryName = "TokenModule$([guid]::NewGuid().ToString('N'))"
            Register-PSResourceRepository $repositoryName -Uri (Split-Path $package) -Trusted
            try { Save-PSResource TokenModule -Prerelease -Repository $repositoryName -Path $installed } finally {
                Unregister-PSResourceRepository $repositoryName }
        }
        else {
            [IO.Compression.ZipFile]::ExtractToDirectory($package, (Join-Path $installed "TokenModule/$($metadata.version -replace '-.*')"))
        }

        # Runs a script in a process that finds modules only here and in the folder of PowerShell.
        function Invoke-AsUser([string] $Script) {
            $before, $env:PSModulePath = $env:PSModulePath, $installed
            try { Invoke-FreshPowerShell "`$env:PSModulePath = '$installed' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules);
                $Script" } finally { $env:PSModulePath = $before }
        }

        Start-Emulator
    }

    AfterAll { Stop-Emulator }

    It 'has a valid manifest' {
        Invoke-AsUser "(Test-ModuleManifest (Get-Module TokenModule -ListAvailable).Path -ErrorAction Stop -WarningAction Stop).Name" |
            Should -Be TokenModule
    }

    It 'is imported by its name from the installation folder' {
        Invoke-AsUser "(Import-Module TokenModule -PassThru).ModuleBase" |
            Should -Be (Join-Path $installed "TokenModule/$($metadata.version -replace '-.*')")
    }

    It 'gets a token and its claims with automatic import' {
        Invoke-AsUser "(Import-ServiceKey '$($emulator.Keys)/ber.json' -WarningAction Ignore | Get-OAuthToken | Get-TokenClaims).ClientId" |
            Should -BeLike 'sb-ner-emulator*'
    }

    It 'calls an API' {
        Invoke-AsUser "(Import-ServiceKey '$($emulator.Keys)/dox.json' -WarningAction Ignore |
            Invoke-BtpApi clients -Query @{ limit = 2 }).clientId" | Should -Be 'default', 'c_01'
    }

    It 'has help at the prompt' {
        Invoke-AsUser "(Get-Help Invoke-BtpApi).examples.example.Count -ge 3; (Get-Help about_TokenModule) -match 'TokenModule' |
            Select-Object -First 1 | ForEach-Object { `$true }" | Should -Be 'True', 'True'
    }
}
