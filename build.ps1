<#
.SYNOPSIS
    Builds, tests and packs TokenModule.
.DESCRIPTION
    Build   compiles everything and copies the module to out/TokenModule, ready for Import-Module.
    Test    builds, then runs the unit tests and the Pester tests.
    Docs    generates the help files of the module from the pages in docs/en-US. Requires Microsoft.PowerShell.PlatyPS 1.x.
    Demo    builds, then runs the main job for every system against the BTP emulator.
    Pack    builds the modules in the Release configuration and packs them as out/TokenModule.<version>.nupkg and
            out/TokenModule.Emulator.<version>.nupkg for the PowerShell Gallery. A package contains its bill of materials. The same sources
            produce the same bytes.
    Clean   removes the results of the other tasks.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 Clean, Test -Configuration Release
.EXAMPLE
    ./build.ps1 Test -Framework netstandard2.0
.EXAMPLE
    ./build.ps1 Pack
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Demo', 'Pack', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # The build to test: net8.0 for PowerShell 7, or netstandard2.0 for Windows PowerShell 5.1. The default is both.
    [ValidateSet('net8.0', 'netstandard2.0')]
    [string] $Framework,

    # The folder of one built module, for the task Pack. By default, the task builds both modules.
    [string] $ModulePath,

    # The folder for the packages.
    [string] $Destination = (Join-Path $PSScriptRoot 'out')
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Build { Invoke-DotNet build --nologo --configuration $Configuration }

function Invoke-Test {
    $core = switch ($Framework) { net8.0 { 'tests/TokenModule.Core.Tests' } netstandard2.0 { 'tests/TokenModule.Core.Desktop.Tests' } }
    if ($core) {
        Invoke-DotNet test $core --nologo --configuration $Configuration
        Invoke-DotNet test tests/TokenModule.Tests --nologo --configuration $Configuration --filter "Framework=$Framework"
    }
    else { Invoke-DotNet test --nologo --configuration $Configuration }
}

function Invoke-Docs { ./docs/Export-Help.ps1 }

function Invoke-Demo { Invoke-DotNet run --project src/Quickstart --configuration $Configuration }

# Each module with the project that builds it, and the files that its package must contain besides README.md, LICENSE and icon.png.
$modules = @{
    'TokenModule'          = @{ Project = 'TokenModule'; Files = 'en-US/TokenModule.dll-Help.xml', 'en-US/about_TokenModule.help.txt' }
    'TokenModule.Emulator' = @{
        Project = 'BtpEmulator'
        Files   = 'TokenModule.Emulator.psm1', 'emulator/BtpEmulator.dll', 'emulator/BtpEmulator.runtimeconfig.json'
    }
}

function Invoke-Pack {
    if ($ModulePath) { return New-Package $ModulePath }
    foreach ($name in 'TokenModule', 'TokenModule.Emulator') {
        $module = Join-Path $PSScriptRoot "out/$name"
        Get-Item $module -ErrorAction Ignore | Remove-Item -Recurse
        Invoke-DotNet build "src/$($modules[$name].Project)" --nologo --configuration Release '-p:ContinuousIntegrationBuild=true'
        New-Package $module
    }
}

# Packs a built module, and returns the path of the package.
function New-Package([string] $Module) {
    $name = $modules.Keys | Where-Object { Test-Path (Join-Path $Module "$_.psd1") }
    if (-not $name) { throw "There is no module of this repository in $Module." }
    foreach ($file in $modules[$name].Files + 'README.md' + 'LICENSE' + 'icon.png') {
        if (-not (Test-Path (Join-Path $Module $file))) { throw "There is no $file in $Module, and a package must contain it. Run ./build.ps1 Build." }
    }

    $null = New-Item $Destination -ItemType Directory -Force
    $work = New-Item (Join-Path ([IO.Path]::GetTempPath()) "TokenModule.Pack.$([guid]::NewGuid().ToString('N'))") -ItemType Directory
    try {
        $manifest = Test-ModuleManifest (Join-Path $Module "$name.psd1")
        $prerelease = $manifest.PrivateData.PSData.Prerelease
        $version = if ($prerelease) { "$($manifest.Version)-$prerelease" } else { "$($manifest.Version)" }
        $packed = Join-Path $work "$name.$version.nupkg"
        $assets = "$PSScriptRoot/src/$($modules[$name].Project)/obj/project.assets.json"
        $sbom = & $PSScriptRoot/src/TokenModule/New-Sbom.ps1 -ModuleName $name -ModulePath $Module -Version $version -Assets $assets
        Write-Package $packed $name $Module (New-PackageDescription $manifest $version) $sbom
        Move-Item $packed $Destination -Force -PassThru | Select-Object -ExpandProperty FullName
    }
    finally {
        Remove-Item $work -Recurse
    }
}

# Creates the nuspec, which the gallery shows and searches, from the manifest and the changelog.
function New-PackageDescription([Management.Automation.PSModuleInfo] $Manifest, [string] $Version) {
    $kind = if ($Manifest.ExportedCmdlets.Count) { 'Cmdlet' } else { 'Function' }
    $commands = @($Manifest.ExportedCmdlets.Keys) + @($Manifest.ExportedFunctions.Keys) | Sort-Object
    $tags = @('PSModule') + $Manifest.Tags + "PSIncludes_$kind" + @($commands | ForEach-Object { "PS$($kind)_$_"; "PSCommand_$_" })
    $changes = (Get-Content CHANGELOG.md -Raw) -split '(?m)^## ' | Where-Object { $_.StartsWith("[$Version]") }
    if (-not $changes) { throw "CHANGELOG.md has no section for version $Version." }

    $text = { param($value) [Security.SecurityElement]::Escape("$value".Trim()) }
    $commit = if (Get-Command git -ErrorAction Ignore) { git rev-parse HEAD 2>$null }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$($Manifest.Name)</id>
    <version>$Version</version>
    <authors>$(& $text $Manifest.Author)</authors>
    <owners>$(& $text $Manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <license type="expression">MIT</license>
    <licenseUrl>https://licenses.nuget.org/MIT</licenseUrl>
    <icon>icon.png</icon>
    <iconUrl>$($Manifest.IconUri)</iconUrl>
    <readme>README.md</readme>
    <projectUrl>$($Manifest.ProjectUri)</projectUrl>
    <description>$(& $text $Manifest.Description)</description>
    <releaseNotes>$(& $text ($changes -replace '^.*\n'))</releaseNotes>
    <copyright>$(& $text $Manifest.Copyright)</copyright>
    <tags>$($tags -join ' ')</tags>
    <repository type="git" url="$($Manifest.ProjectUri)"$(if ($commit) { " commit=`"$commit`"" }) />
  </metadata>
</package>
"@
}

# Writes an Open Packaging container. The entries are sorted and have one date, so that the same contents produce the same file.
function Write-Package([string] $Path, [string] $Id, [string] $Module, [string] $Description, [string] $Sbom) {
    Add-Type -AssemblyName System.IO.Compression
    $root = (Resolve-Path $Module).Path.TrimEnd('/', '\')
    $files = @(Get-ChildItem $root -File -Recurse | Where-Object Name -NE sbom.cdx.json | Where-Object Extension -NE .pdb |
            ForEach-Object FullName)
    $types = @('json') + ($files | ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.') }) | Where-Object { $_ } | Sort-Object -Unique
    $entries = @{
        "$Id.nuspec"          = $Description
        'sbom.cdx.json'       = $Sbom
        '_rels/.rels'         = '<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/{0}.nuspec" Id="R1" /></Relationships>' -f $Id
        '[Content_Types].xml' = '<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />' +
            -join (@('nuspec') + $types | ForEach-Object { "<Default Extension=`"$_`" ContentType=`"application/octet-stream`" />" }) + '<Override PartName="/LICENSE" ContentType="text/plain" /></Types>'
    }
    foreach ($file in $files) { $entries[$file.Substring($root.Length + 1).Replace('\', '/')] = [IO.File]::ReadAllBytes($file) }

    [string[]] $names = $entries.Keys
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $stream = [IO.File]::Create($Path)
    $archive = [IO.Compression.ZipArchive]::new($stream, [IO.Compression.ZipArchiveMode]::Create)
    foreach ($name in $names) {
        $entry = $archive.CreateEntry($name)
        $entry.LastWriteTime = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
        [byte[]] $bytes = if ($entries[$name] -is [string]) { [Text.Encoding]::UTF8.GetBytes($entries[$name]) } else { $entries[$name] }
        $content = $entry.Open()
        $content.Write($bytes, 0, $bytes.Length)
        $content.Dispose()
    }

    $archive.Dispose()
    $stream.Dispose()
}

function Invoke-Clean {
    # The names of some files of the SDK start with a dot. PowerShell treats them as hidden and removes them only with -Force.
    $built = Get-ChildItem src, tests -Directory -Recurse | Where-Object Name -In bin, obj
    @(Get-Item out, TestResults -ErrorAction Ignore) + $built | Remove-Item -Recurse -Force
}

Push-Location $PSScriptRoot
try {
    foreach ($each in $Task) { & "Invoke-$each" }
}
finally {
    Pop-Location
}
