# The build for Windows PowerShell 5.1 finds the libraries in its folder only by its own list of names.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    $folder = Join-Path $modulePath netstandard2.0
    $shipped = Get-ChildItem $folder -Filter *.dll | Where-Object Name -NotLike 'TokenModule*' | ForEach-Object BaseName
}

Describe 'The build for Windows PowerShell' {
    It 'resolves only the libraries in its folder' -Tag WindowsPowerShell {
        $resolver = [TokenModule.Cmdlets.AsyncCmdlet].Assembly.GetType('TokenModule.ModuleLifetime')
        $resolver.GetField('Shipped', 'NonPublic, Static').GetValue($null) | Sort-Object | Should -Be ($shipped | Sort-Object)
    }

    It 'contains all assemblies that its libraries reference, except assemblies of .NET Framework 4.7.2' -Skip:($PSEdition -ne 'Core') {
        $references = foreach ($file in Get-ChildItem $folder -Filter *.dll) {
            $image = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($file.FullName))
            $reader = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)
            $reader.AssemblyReferences | ForEach-Object { $reader.GetString($reader.GetAssemblyReference($_).Name) }
            $image.Dispose()
        }
        $references | Sort-Object -Unique | Where-Object { $_ -notin $shipped -and $_ -ne 'TokenModule.Core' } |
            Should -BeIn 'netstandard', 'mscorlib', 'System', 'System.Core', 'System.Numerics', 'System.Management.Automation'
    }

    It 'refuses a key with a certificate and names both solutions' -Tag WindowsPowerShell {
        Start-Emulator
        try {
            $failure = Get-Failure { Import-EmulatorKey bindings/xsuaa-x509 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'CertificateInvalid,*'
            $failure.Exception.Message | Should `
                -BeLike '*Use PowerShell 7, or import the certificate to a certificate store and pass its thumbprint with -Certificate.'
        }
        finally { Stop-Emulator }
    }
}
