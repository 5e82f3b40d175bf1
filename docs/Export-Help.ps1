<#
.SYNOPSIS
    Generates the help files of the module from the pages in en-US: MAML for the cmdlets, and plain text for the topics.
.DESCRIPTION
    PlatyPS reads the pages and writes the MAML. This script adds the default values and removes the Markdown from the examples, because
    PlatyPS does neither.
#>
#requires -Version 7.4
#requires -Modules @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; ModuleVersion = '1.0.0' }
param([string] $Destination = (Join-Path $PSScriptRoot '../src/TokenModule/en-US'))

$ErrorActionPreference = 'Stop'

# Returns the paragraphs of a text without Markdown. The items of a list are the lines of one paragraph.
function ConvertTo-PlainText([string] $Markdown) {
    $text = $Markdown -replace '\[([^\]]+)\]\((?!http)[^)]*\)', '$1' -replace '\[([^\]]+)\]\((http[^)]*)\)', '$1 ($2)' -replace '\*\*|`'
    foreach ($paragraph in $text -split '\n\s*\n' | Where-Object { $_.Trim() }) {
        ($paragraph.Trim() -split '\n(?=- )' -replace '\s+', ' ') -join "`n"
    }
}

function Split-Line([string] $Text, [int] $Indent) {
    $hanging = $Indent + $(if ($Text.StartsWith('- ')) { 2 } else { 0 })
    $line = ' ' * $Indent
    foreach ($word in $Text -split ' ') {
        if ($line.Trim() -and $line.Length + $word.Length -gt 79) {
            $line.TrimEnd()
            $line = ' ' * $hanging
        }

        $line += "$word "
    }

    $line.TrimEnd()
}

# Formats a topic as Get-Help shows it: 80 columns, headings at the margin, text indented, and code indented further.
function ConvertTo-Topic([string] $Markdown) {
    $parts = $Markdown -split '(?ms)^```\w*\n(.*?)^```\n'
    for ($i = 0; $i -lt $parts.Count; $i++) {
        $blocks = if ($i % 2) { , $parts[$i] } else { $parts[$i] -split '\n\s*\n' }
        foreach ($block in $blocks | Where-Object { $_.Trim() }) {
            if ($i % 2) { $block.TrimEnd() -split '\n' -replace '^(?=.)', '        ' }
            elseif ($block -match '^\s*# (.+)') { 'TOPIC'; "    $($Matches[1])" }
            elseif ($block -match '^\s*## (.+)') { $Matches[1].ToUpperInvariant(); continue }
            else { ConvertTo-PlainText $block | ForEach-Object { $_ -split '\n' } | ForEach-Object { Split-Line $_ -Indent 4 } }
            ''
        }
    }
}

function Add-Paragraph([Xml.XmlElement] $To, [string[]] $Text) {
    foreach ($line in $Text) {
        $To.AppendChild($To.OwnerDocument.CreateElement('maml', 'para', $namespaces.LookupNamespace('maml'))).InnerText = $line
    }
}

function Get-Node([Xml.XmlNode] $Of, [string] $XPath) { $Of.SelectNodes($XPath, $namespaces) }

# Separates the code of an example from its description. PlatyPS puts both into the introduction.
function Repair-Example([Xml.XmlElement] $Example) {
    $introduction, $code, $remarks = 'maml:introduction', 'dev:code', 'dev:remarks' | ForEach-Object { Get-Node $Example $_ }
    $text = (Get-Node $introduction maml:para | ForEach-Object InnerText | Where-Object { $_ -ne [char] 0x80 }) -join "`n`n"
    if ($text -notmatch '(?s)^```powershell\r?\n(.*?)\r?\n```\s*(.*)$') { throw "An example must start with its code: $text" }
    $code.InnerText = $Matches[1]
    Add-Paragraph $remarks (@(ConvertTo-PlainText $Matches[2]) + '')
    $introduction.RemoveAll()
}

function Repair-Command([Xml.XmlElement] $Command, $Page) {
    Get-Node $Command 'command:examples/command:example' | ForEach-Object { Repair-Example $_ }
    foreach ($text in Get-Node $Command './/maml:description[maml:para] | .//maml:alert') {
        $plain = ConvertTo-PlainText ((Get-Node $text maml:para | ForEach-Object InnerText) -join "`n`n")
        $text.RemoveAll()
        Add-Paragraph $text $plain
    }

    foreach ($parameter in Get-Node $Command 'command:parameters/command:parameter') {
        $default = ($Page.Parameters | Where-Object Name -EQ (Get-Node $parameter maml:name).InnerText).DefaultValue
        if ($default) { $parameter.AppendChild($parameter.OwnerDocument.CreateElement('dev', 'defaultValue', $namespaces.LookupNamespace('dev'))).InnerText = $default }
        # Types without their namespaces, as people write them.
        Get-Node $parameter command:parameterValue | ForEach-Object { $_.InnerText = $_.InnerText -replace '^System\.Nullable`1\[(.+)\]$', '$1' -replace '^.*\.' }
    }

    # Links to files of this repository do not work at a prompt.
    Get-Node $Command './/maml:uri[not(starts-with(., "http"))]' | ForEach-Object { $_.InnerText = '' }
}

$namespaces = [Xml.XmlNamespaceManager]::new([Xml.NameTable]::new())
$namespaces.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
$namespaces.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
$namespaces.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

$pages = Join-Path $PSScriptRoot en-US
$temporary = New-Item (Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())) -ItemType Directory
try {
    $commands = Get-ChildItem $pages/*-*.md | Import-MarkdownCommandHelp
    $made = $commands | Export-MamlCommandHelp -OutputFolder $temporary
    $help = [xml]::new()
    $help.Load($made.FullName)
}
finally {
    $temporary | Remove-Item -Recurse
}

foreach ($command in Get-Node $help '/*/command:command') {
    $name = (Get-Node $command command:details/command:name).InnerText
    Repair-Command $command ($commands | Where-Object Title -EQ $name)
}

# A test compares this hash with the pages, so that outdated help is found without PlatyPS.
$hashes = (Get-ChildItem $pages/*.md | Get-FileHash).Hash | Sort-Object
$hash = (Get-FileHash -InputStream ([IO.MemoryStream]::new([Text.Encoding]::ASCII.GetBytes($hashes -join '')))).Hash
$null = $help.InsertBefore($help.CreateComment(" Generated from docs/en-US by build.ps1 Docs. Pages: $hash "), $help.DocumentElement)

$null = New-Item $Destination -ItemType Directory -Force
$writer = [Xml.XmlWriter]::Create((Join-Path (Resolve-Path $Destination) TokenModule.dll-Help.xml), [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) })
$help.Save($writer)
$writer.Dispose()
foreach ($topic in Get-ChildItem $pages/about_*.md) {
    $text = ((ConvertTo-Topic ((Get-Content $topic -Raw) -replace '\r')) -join "`n").TrimEnd() + "`n"
    [IO.File]::WriteAllText((Join-Path (Resolve-Path $Destination) "$($topic.BaseName).help.txt"), $text)
}
