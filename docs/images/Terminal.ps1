# Draws the commands of a session and their output with colors.
$cell = @{ Width = 8.4; Height = 19 }
$screenWidth = 110

# The sixteen colors of a terminal, dark colors first.
$palette = '#6e7681', '#ff7b72', '#3fb950', '#e3b341', '#58a6ff', '#bc8cff', '#39c5cf', '#d0d7de', '#8b949e', '#ffa198', '#56d364', '#f2cc60', '#79c0ff', '#d2a8ff', '#56d4dd', '#ffffff'

# Splits a line of the terminal into runs of one color and weight (ECMA-48, SGR).
function Split-Run([string] $Line) {
    $color = $palette[7]
    $isBold = $false
    $column = 0
    foreach ($part in [regex]::Matches($Line, "`e\[([0-9;]*)m|[^`e]+")) {
        if ($part.Value[0] -ne "`e") {
            [pscustomobject]@{ Text = $part.Value; Column = $column; Color = $color; IsBold = $isBold }
            $column += $part.Length
            continue
        }

        foreach ($code in $part.Groups[1].Value -split ';' | ForEach-Object { [int] "0$_" }) {
            switch ($code) {
                0 { $color = $palette[7]; $isBold = $false }
                1 { $isBold = $true }
                { $_ -in 30..37 } { $color = $palette[$code - 30] }
                39 { $color = $palette[7] }
                { $_ -in 90..97 } { $color = $palette[$code - 82] }
            }
        }
    }
}

# Breaks a line that is longer than the screen between words and keeps the colors.
function Split-Line([string] $Line) {
    $row = $codes = ''
    foreach ($word in $Line -split '(?<= )') {
        if ((("$row$word" -replace "`e\[[0-9;]*m").TrimEnd().Length -gt $screenWidth) -and $row) {
            $row
            $row = $codes
        }

        $row += $word
        $codes += -join [regex]::Matches($word, "`e\[[0-9;]*m").Value
    }

    $row
}

# Runs each step and gives the lines that a terminal would show. As text, it belongs to no file, as at a prompt.
function Get-Screen([scriptblock[]] $Step) {
    $before, $PSStyle.OutputRendering = $PSStyle.OutputRendering, 'Ansi'
    try {
        foreach ($each in $Step) {
            $typed = $each.ToString().Trim()
            "`e[32mPS>`e[0m `e[97m$typed`e[0m"
            # What fails is shown, as at a prompt.
            $ErrorActionPreference = 'Continue'
            . ([scriptblock]::Create($typed)) 2>&1 3>$null | Out-String -Width $screenWidth -Stream
        }
    }
    finally { $PSStyle.OutputRendering = $before }
}

function New-TerminalPicture([string] $Title, [scriptblock[]] $Step) {
    # No two blank lines, and none at the ends.
    $lines = ((Get-Screen $Step | ForEach-Object { Split-Line $_ } | ForEach-Object TrimEnd) -join "`n" -replace "`n{3,}", "`n`n").Trim() -split "`n"
    $plain = $lines | ForEach-Object { $_ -replace "`e\[[0-9;]*m" }
    $columns = ($plain | Measure-Object Length -Maximum).Maximum
    $width = [Math]::Ceiling(($columns + 4) * $cell.Width)
    $height = ($lines.Count + 3) * $cell.Height
    $text = for ($row = 0; $row -lt $lines.Count; $row++) {
        foreach ($run in Split-Run $lines[$row]) {
            $weight = if ($run.IsBold) { ' font-weight="bold"' }
            # Each stretch of words has its place and its length, so that columns stay columns in any font.
            foreach ($words in [regex]::Matches($run.Text, '\S+(?: \S+)*')) {
                '<text x="{0:0.#}" y="{1}" fill="{2}" textLength="{3:0.#}"{4}>{5}</text>' -f (($run.Column + $words.Index + 2) * $cell.Width), (($row + 3) * $cell.Height), $run.Color, ($words.Length * $cell.Width), $weight, [Security.SecurityElement]::Escape($words.Value)
            }
        }
    }

    @"
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img">
<title>$Title</title>
<rect width="$width" height="$height" rx="8" fill="#0d1117" stroke="#3d444d"/>
<g fill="#3d444d"><circle cx="18" cy="18" r="5"/><circle cx="35" cy="18" r="5"/><circle cx="52" cy="18" r="5"/></g>
<text x="$($width / 2)" y="22" fill="#8b949e" text-anchor="middle" font-family="system-ui, sans-serif" font-size="12">$Title</text>
<g font-family="ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
$($text -join "`n")
</g>
</svg>
"@
}
