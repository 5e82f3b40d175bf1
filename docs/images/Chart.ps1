# Draws the first table of docs/performance.md with a column "median": one group of bars for each task, with the bars of the module in
# color.
function Get-Measurement([string[]] $Markdown) {
    $header = $null
    $work = ''
    foreach ($line in $Markdown) {
        if (-not $line.StartsWith('|')) {
            if ($header) { return }
            continue
        }

        $cells = $line.Trim('|').Split('|').Trim() -replace '[`*]'
        if (-not $header) {
            $median = [array]::FindIndex($cells, [Predicate[string]] { $args[0] -like 'median*' })
            if ($median -ge 0) { $header = $cells }
        }
        elseif ($cells[0] -notlike '---*') {
            if ($cells[0]) { $work = $cells[0] }
            [pscustomobject]@{ Work = $work; Case = $cells[1]; Median = [double]::Parse($cells[$median], [cultureinfo]::InvariantCulture); IsOwn = $line -match '\*\*' }
        }
    }
}

function New-Chart([string[]] $Markdown, [string] $Title, [string] $Unit) {
    $y = 92
    $measured = @(Get-Measurement $Markdown)
    $shapes = foreach ($work in $measured.Work | Select-Object -Unique) {
        $bars = $measured | Where-Object Work -EQ $work
        '<text class="ink" x="24" y="{0}" font-weight="600">{1}</text>' -f $y, [Security.SecurityElement]::Escape($work)
        $longest = ($bars | Measure-Object Median -Maximum).Maximum
        foreach ($bar in $bars) {
            $y += 26
            $length = [Math]::Max(2, 320 * $bar.Median / $longest)
            '<text class="soft" x="300" y="{0}" text-anchor="end">{1}</text>' -f $y, [Security.SecurityElement]::Escape($bar.Case)
            '<rect class="{0}" x="312" y="{1}" width="{2:0.#}" height="16" rx="3"/>' -f ($bar.IsOwn ? 'own' : 'other'), ($y - 13), $length
            '<text class="ink" x="{0:0.#}" y="{1}">{2}</text>' -f (320 + $length), $y, $bar.Median.ToString('#,0.##', [cultureinfo]::InvariantCulture)
        }
        $y += 44
    }

    $height = $y - 20
    @"
<svg xmlns="http://www.w3.org/2000/svg" width="720" height="$height" viewBox="0 0 720 $height" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="13">
<title>$Title</title>
<style>
.page { fill: #ffffff; stroke: #d1d9e0 } .ink { fill: #1f2328 } .soft { fill: #59636e } .own { fill: #0969da } .other { fill: #c8d1da }
@media (prefers-color-scheme: dark) { .page { fill: #0d1117; stroke: #3d444d } .ink { fill: #e6edf3 } .soft { fill: #9198a1 } .own { fill: #4493f8 } .other { fill: #3d444d } }
</style>
<rect class="page" x="0.5" y="0.5" width="719" height="$($height - 1)" rx="8"/>
<text class="ink" x="24" y="32" font-size="16" font-weight="600">$Title</text>
<text class="soft" x="24" y="54">$Unit; shorter is better, each group has its own scale</text>
$($shapes -join "`n")
</svg>
"@
}
