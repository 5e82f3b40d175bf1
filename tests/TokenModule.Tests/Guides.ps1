# Dot-sourced after Emulator.ps1 by the tests of docs/guides: takes the scripts out of a guide, and runs them as they stand.
$guides = Join-Path $repository 'docs/guides'

# Installed as people have it, so that runspaces and other processes find it by its name.
$env:PSModulePath = (Split-Path (Resolve-Path $modulePath) -Parent) + [IO.Path]::PathSeparator + $env:PSModulePath

# What stands in a guide between ```powershell and ```, or in another language, in order.
function Get-GuideScript([string] $Name, [string] $Language = 'powershell') {
    $text = (Get-Content (Join-Path $guides "$Name.md") -Raw) -replace '\r'
    [regex]::Matches($text, "(?ms)^``````$Language\n(.*?)^``````") | ForEach-Object { $_.Groups[1].Value }
}

# A directory of its own, with the emulator's keys in it.
function New-GuideDirectory([string[]] $Key) {
    $directory = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
    $Key | ForEach-Object { Copy-Item (Join-Path $emulator.Keys "$_.json") $directory }
    $directory.FullName
}

# Runs the scripts of a guide in a directory, and gives all they write, errors and warnings too.
function Invoke-Guide([string] $Name, [string] $Directory) {
    Push-Location $Directory
    try {
        . { foreach ($blockOfGuide in Get-GuideScript $Name) { . ([scriptblock]::Create($blockOfGuide)) } } 2>&1 3>&1
    }
    finally {
        Pop-Location
    }
}

# The errors and warnings among what a guide wrote.
function Get-Complaint($Said) {
    $Said | Where-Object { $_ -is [Management.Automation.ErrorRecord] -or $_ -is [Management.Automation.WarningRecord] }
}
