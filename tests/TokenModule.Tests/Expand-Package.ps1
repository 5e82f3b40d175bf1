# Unpacks a package at <Destination>/<name of the module> as an installer does, and returns that path.
# With -Framework netstandard2.0, PowerShell 7 loads the build for Windows PowerShell 5.1 too.
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Destination,
    [ValidateSet('net8.0', 'netstandard2.0')] [string] $Framework = 'net8.0'
)

$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.IO.Compression.FileSystem
Get-Item $Destination -ErrorAction Ignore | Remove-Item -Recurse -Force
$name = (Split-Path $Package -Leaf) -replace '\.\d.*'
$installed = New-Item (Join-Path $Destination $name) -ItemType Directory
[IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path $Package).Path, $installed.FullName)
# These files belong to the package format, not to the module.
'[Content_Types].xml', '_rels', "$name.nuspec" |
    ForEach-Object { Remove-Item -LiteralPath (Join-Path $installed.FullName $_) -Recurse -Force }
if ($Framework -ne 'net8.0' -and $PSEdition -eq 'Core') {
    $root = Join-Path $installed.FullName 'TokenModule.psm1'
    [IO.File]::WriteAllText($root, [IO.File]::ReadAllText($root).Replace('/net8.0/', "/$Framework/"))
}

$installed.FullName
