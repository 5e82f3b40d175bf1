<#
.SYNOPSIS
    Creates the software bill of materials (SBOM) of a module, in the format CycloneDX 1.6.
.DESCRIPTION
    Lists every file of the module with its SHA-256, and the NuGet packages that the build for Windows PowerShell 5.1 contains. The packages
    and the version of the SDK come from the result of the restore (project.assets.json), and the licenses from the packages. The document
    has no time, and its serial number is a hash of its content, so that the same files produce the same document.
.OUTPUTS
    The JSON text.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [Parameter(Mandatory)] [string] $ModuleName,
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $Version,
    [Parameter(Mandatory)] [string] $Assets
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path $ModulePath).Path.TrimEnd('/', '\')
$restored = Get-Content $Assets -Raw | ConvertFrom-Json -AsHashtable
$packages = if ($restored.targets.ContainsKey('netstandard2.0')) { $restored.targets['netstandard2.0'] } else { @{} }

function New-FileComponent([string] $Path) {
    [ordered]@{
        type   = 'file'
        name   = $Path.Substring($root.Length + 1).Replace('\', '/')
        hashes = @([ordered]@{ alg = 'SHA-256'; content = (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant() })
    }
}

function Get-License([string] $Package) {
    $path = $restored.libraries[$Package].path
    $folder = $restored.packageFolders.Keys | ForEach-Object { Join-Path $_ $path } | Where-Object { Test-Path $_ }
    [xml] $description = Get-Content (Get-Item (Join-Path $folder '*.nuspec')) -Raw
    $metadata = $description.package.metadata
    if ($metadata.license.type -eq 'expression') { return @{ license = @{ id = $metadata.license.InnerText } } }
    @{ license = [ordered]@{ name = 'The license at this address'; url = $metadata.licenseUrl } }
}

function Get-PackageUrl([string] $Package) { 'pkg:nuget/' + $Package.Replace('/', '@') }

[string[]] $files = Get-ChildItem $root -File -Recurse | Where-Object Name -NE sbom.cdx.json | Where-Object Extension -NE .pdb |
    ForEach-Object FullName
[Array]::Sort($files, [StringComparer]::Ordinal)
$owner = @{}
foreach ($package in $packages.Keys | Where-Object { $packages[$_].type -eq 'package' }) {
    foreach ($library in @($packages[$package].runtime.Keys)) { $owner["netstandard2.0/$(Split-Path $library -Leaf)"] = $package }
}

# Without a repository, the address would name a package of nuget.org.
$module = "pkg:nuget/$ModuleName@$Version`?repository_url=www.powershellgallery.com%2Fapi%2Fv2"
$sdk = [regex]::Match(@($restored.project.frameworks.Values)[0].runtimeIdentifierGraphPath, '[/\\]sdk[/\\]([^/\\]+)[/\\]').Groups[1].Value
$own = [Collections.Generic.List[object]]::new()
$contained = [Collections.Generic.SortedDictionary[string, object]]::new([StringComparer]::Ordinal)
foreach ($file in $files) {
    $component = New-FileComponent $file
    $package = $owner[$component.name]
    if ($package) { $contained[$package] = $component } else { $own.Add($component) }
}

$libraries = foreach ($package in $contained.Keys) {
    $name, $number = $package -split '/'
    $url = Get-PackageUrl $package
    [ordered]@{
        type = 'library'; 'bom-ref' = $url; name = $name; version = $number; purl = $url
        licenses = @(Get-License $package); components = @($contained[$package])
    }
}

$dependencies = @([ordered]@{ ref = $module; dependsOn = @($contained.Keys | ForEach-Object { Get-PackageUrl $_ }) })
foreach ($package in $contained.Keys) {
    $names = @($packages[$package].dependencies.Keys)
    $needs = @($contained.Keys | Where-Object { ($_ -split '/')[0] -in $names } | ForEach-Object { Get-PackageUrl $_ })
    $dependencies += [ordered]@{ ref = Get-PackageUrl $package; dependsOn = $needs }
}

$sbom = [ordered]@{
    bomFormat = 'CycloneDX'; specVersion = '1.6'; serialNumber = ''; version = 1
    metadata = [ordered]@{
        tools     = [ordered]@{ components = @([ordered]@{ type = 'application'; name = '.NET SDK'; version = $sdk }) }
        component = [ordered]@{
            type = 'library'; 'bom-ref' = $module; name = $ModuleName; version = $Version; purl = $module
            licenses = @(@{ license = @{ id = 'MIT' } }); components = $own
        }
    }
    components = @($libraries); dependencies = $dependencies
}

function ConvertTo-Text { ($sbom | ConvertTo-Json -Depth 10).Replace("`r`n", "`n") }

# GitHub attests only documents with a serial number. RFC 9562 section 5.8 reserves version 8 for a UUID with other content, here a hash.
$content = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Text))
$hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($content)).ToLowerInvariant()
$sbom.serialNumber = $hash.Substring(0, 32) -replace '^(.{8})(.{4}).(.{3}).(.{3})(.{12})$', 'urn:uuid:$1-$2-8$3-8$4-$5'
ConvertTo-Text
