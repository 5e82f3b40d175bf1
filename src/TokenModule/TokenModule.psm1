# One build for PowerShell 7, one for Windows PowerShell. The manifest could choose by an expression, but PowerShell does not
# find the cmdlets of such a manifest when the runspaces of ForEach-Object -Parallel look for them at the same time.
if ($PSEdition -eq 'Core') { Import-Module "$PSScriptRoot/net8.0/TokenModule.dll" } else { Import-Module "$PSScriptRoot/netstandard2.0/TokenModule.dll" }
