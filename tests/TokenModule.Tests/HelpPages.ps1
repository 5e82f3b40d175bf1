# Dot-sourced by the tests of help: parses the pages of docs/en-US.
$pageFolder = Join-Path (Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent) 'docs/en-US'

# Returns the text under a heading, up to the next heading of the same level.
function Get-Section([string] $Text, [string] $Heading) {
    $level = [regex]::Match($Heading, '^#+').Value
    [regex]::Match($Text, "(?ms)^$([regex]::Escape($Heading))\n(.*?)(?=^#{1,$($level.Length)} |\z)").Groups[1].Value.Trim()
}

# Returns a text without Markdown, and with single spaces.
function Get-Plain([string] $Text) {
    (($Text -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '\*\*|`|\(https://[^)]*\)') -replace '\s+', ' ').Trim()
}

function Get-HelpPage([string] $Name = '*-*') {
    foreach ($file in Get-ChildItem "$pageFolder/$Name.md") {
        $text = (Get-Content $file -Raw -Encoding UTF8) -replace '\r'
        $page = @{ Name = $file.BaseName; Text = $text; Synopsis = Get-Section $text '## SYNOPSIS';
            Description = Get-Section $text '## DESCRIPTION' }
        $page.Parameters = @([regex]::Matches((Get-Section $text '## PARAMETERS'), '(?ms)^### -(\w+)\n(.*?)^```yaml\n(.*?)^```') |
            ForEach-Object {
            $default = [regex]::Match($_.Groups[3].Value, '(?m)^DefaultValue: (.*)$').Groups[1].Value.Trim("'")
            [pscustomobject]@{ Name = $_.Groups[1].Value; Description = $_.Groups[2].Value; Default = $default }
        })
        $page.Examples = @([regex]::Matches((Get-Section $text '## EXAMPLES'),
            '(?ms)^### Example \d+: (.*?)\n\n```powershell\n(.*?)\n```\n(.*?)(?=^### |\z)') | ForEach-Object {
            [pscustomobject]@{ Title = $_.Groups[1].Value; Code = $_.Groups[2].Value; Remarks = $_.Groups[3].Value }
        })
        [pscustomobject] $page
    }
}

# Returns the code blocks of a topic.
function Get-TopicCode {
    foreach ($file in Get-ChildItem "$pageFolder/about_*.md") {
        $number = 0
        [regex]::Matches(((Get-Content $file -Raw -Encoding UTF8) -replace '\r'), '(?ms)^```powershell\n(.*?)\n```') | ForEach-Object {
            @{ Where = "$($file.BaseName), block $((++$number))"; Code = $_.Groups[1].Value }
        }
    }
}
