<#
.SYNOPSIS
    Builds TokenModule and runs what belongs to it.
.DESCRIPTION
    Build   compiles everything and lays the module out at out/TokenModule, ready for Import-Module.
    Test    builds, then runs the unit tests and the Pester suite.
    Docs    makes the help that the module carries of the pages in docs/en-US; needs Microsoft.PowerShell.PlatyPS 1.x.
    Demo    builds, then runs the main job for every system against the BTP emulator.
    Pack    lays the module out afresh, in its Release configuration, and packs it as out/TokenModule.<version>.nupkg,
            which is what the PowerShell Gallery takes. The same sources give the same bytes.
    Clean   removes what the other tasks made.
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

    # The build that Test tests: net8.0 for PowerShell 7, netstandard2.0 for Windows PowerShell 5.1. The default is both.
    [ValidateSet('net8.0', 'netstandard2.0')]
    [string] $Framework,

    # A module that is laid out already, for Pack to take as it is.
    [string] $ModulePath,

    # Where Pack puts the package.
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

function Invoke-Pack {
    $module = $ModulePath
    if (-not $module) {
        $module = Join-Path $PSScriptRoot 'out/TokenModule'
        Get-Item $module -ErrorAction Ignore | Remove-Item -Recurse
        Invoke-DotNet build src/TokenModule --nologo --configuration Release '-p:ContinuousIntegrationBuild=true'
    }

    # What a user would miss first.
    foreach ($file in 'en-US/TokenModule.dll-Help.xml', 'en-US/about_TokenModule.help.txt', 'README.md', 'LICENSE', 'icon.png') {
        if (-not (Test-Path (Join-Path $module $file))) { throw "There is no $file in ${module}: a package has to have it. ./build.ps1 Build makes it." }
    }

    $null = New-Item $Destination -ItemType Directory -Force
    $work = New-Item (Join-Path ([IO.Path]::GetTempPath()) "TokenModule.Pack.$([guid]::NewGuid().ToString('N'))") -ItemType Directory
    try {
        $manifest = Test-ModuleManifest (Join-Path $module 'TokenModule.psd1')
        $packed = Join-Path $work "TokenModule.$($manifest.Version).nupkg"
        Write-Package $packed $module (New-PackageDescription $manifest)
        Move-Item $packed $Destination -Force -PassThru | Select-Object -ExpandProperty FullName
    }
    finally {
        Remove-Item $work -Recurse
    }
}

# The nuspec: what the gallery shows and searches, all of it taken from the manifest and the changelog.
function New-PackageDescription([Management.Automation.PSModuleInfo] $Manifest) {
    $commands = $Manifest.ExportedCmdlets.Keys | Sort-Object
    $tags = @('PSModule') + $Manifest.Tags + 'PSIncludes_Cmdlet' + @($commands | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $changes = (Get-Content CHANGELOG.md -Raw) -split '(?m)^## ' | Where-Object { $_.StartsWith("[$($Manifest.Version)]") }
    if (-not $changes) { throw "CHANGELOG.md says nothing of version $($Manifest.Version)." }

    $text = { param($value) [Security.SecurityElement]::Escape("$value".Trim()) }
    $commit = if (Get-Command git -ErrorAction Ignore) { git rev-parse HEAD 2>$null }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$($Manifest.Name)</id>
    <version>$($Manifest.Version)</version>
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

# An Open Packaging container, written entry by entry: names in order, one date for all, so that equal contents are equal files.
function Write-Package([string] $Path, [string] $Module, [string] $Description) {
    Add-Type -AssemblyName System.IO.Compression
    $root = (Resolve-Path $Module).Path.TrimEnd('/', '\')
    $files = @(Get-ChildItem $root -File -Recurse | Where-Object Extension -NE .pdb | ForEach-Object FullName)
    $types = $files | ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ } | Sort-Object -Unique
    $entries = @{
        'TokenModule.nuspec'  = $Description
        '_rels/.rels'         = '<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/TokenModule.nuspec" Id="R1" /></Relationships>'
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
    # -Force: the SDK names some of its files with a dot, which PowerShell takes for hidden.
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
