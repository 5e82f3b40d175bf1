# Dot-sourced after Emulator.ps1 by the tests of docs/guides. Extracts the scripts of a guide and runs them unchanged.
$guides = Join-Path $repository 'docs/guides'

# Makes the module available by its name in runspaces and other processes, like an installed module.
$env:PSModulePath = (Split-Path (Resolve-Path $modulePath) -Parent) + [IO.Path]::PathSeparator + $env:PSModulePath

# Returns the code blocks of a guide in order: PowerShell, or another language.
function Get-GuideScript([string] $Name, [string] $Language = 'powershell') {
    $text = (Get-Content (Join-Path $guides "$Name.md") -Raw) -replace '\r'
    [regex]::Matches($text, "(?ms)^``````$Language\n(.*?)^``````") | ForEach-Object { $_.Groups[1].Value }
}

# Creates a directory with keys of the emulator.
function New-GuideDirectory([string[]] $Key) {
    $directory = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
    $Key | ForEach-Object { Copy-Item (Join-Path $emulator.Keys "$_.json") $directory }
    $directory.FullName
}

# Runs the scripts of a guide in a directory, and returns their output with errors and warnings.
function Invoke-Guide([string] $Name, [string] $Directory) {
    Push-Location $Directory
    try {
        . { foreach ($blockOfGuide in Get-GuideScript $Name) { . ([scriptblock]::Create($blockOfGuide)) } } 2>&1 3>&1
    }
    finally {
        Pop-Location
    }
}

# Returns the errors and warnings in the output of a guide.
function Get-ErrorOrWarning($Output) {
    $Output | Where-Object { $_ -is [Management.Automation.ErrorRecord] -or $_ -is [Management.Automation.WarningRecord] }
}
