# Packs the module that is laid out at out/TokenModule, unpacks it at <Destination>/TokenModule as an installer does, and gives that path.
# With -Flavour netstandard2.0 PowerShell 7 loads, too, what Windows PowerShell 5.1 loads.
param(
    [Parameter(Mandatory)] [string] $Destination,
    [ValidateSet('net8.0', 'netstandard2.0')] [string] $Flavour = 'net8.0'
)

$ErrorActionPreference = 'Stop'
$repository = Split-Path (Split-Path $PSScriptRoot -Parent) -Parent
Get-Item $Destination -ErrorAction Ignore | Remove-Item -Recurse -Force
$package = & (Join-Path $repository 'build.ps1') Pack -ModulePath (Join-Path $repository 'out/TokenModule') -Destination $Destination

$installed = New-Item (Join-Path $Destination TokenModule) -ItemType Directory
[IO.Compression.ZipFile]::ExtractToDirectory($package, $installed.FullName)
# What is the container's own.
'[Content_Types].xml', '_rels', 'TokenModule.nuspec' | ForEach-Object { Remove-Item -LiteralPath (Join-Path $installed $_) -Recurse -Force }
if ($Flavour -ne 'net8.0') {
    $root = Join-Path $installed 'TokenModule.psm1'
    [IO.File]::WriteAllText($root, [IO.File]::ReadAllText($root).Replace('/net8.0/', "/$Flavour/"))
}

$installed.FullName
