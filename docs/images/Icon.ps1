# Draws the icon of the package: a key on a blue field, as PNG.
#   ./docs/images/Icon.ps1 ./docs/images/icon.png
param([Parameter(Mandatory)] [string] $Path)

$size = 128
$crcTable = [uint32[]]::new(256)
foreach ($n in 0..255) {
    [uint32] $c = $n
    foreach ($null in 1..8) { $c = if ($c -band 1) { 0xEDB88320L -bxor ($c -shr 1) } else { $c -shr 1 } }
    $crcTable[$n] = $c
}

# Length, name, data and CRC-32, as a PNG is made of them (PNG 1.2, 3.2).
function Write-Chunk([IO.Stream] $Stream, [string] $Name, [byte[]] $Data) {
    [byte[]] $checked = [Text.Encoding]::ASCII.GetBytes($Name) + $Data
    [uint32] $crc = [uint32]::MaxValue
    foreach ($byte in $checked) { $crc = $crcTable[($crc -bxor $byte) -band 255] -bxor ($crc -shr 8) }
    foreach ($part in (Get-BigEndian $Data.Length), $checked, (Get-BigEndian ($crc -bxor [uint32]::MaxValue))) { $Stream.Write($part, 0, $part.Length) }
}

function Get-BigEndian([uint32] $Number) {
    $bytes = [BitConverter]::GetBytes($Number)
    [array]::Reverse($bytes)
    , $bytes
}

# How much of a pixel a shape covers, from the distance of its middle to the edge.
function Get-Cover([double] $Distance) { [Math]::Clamp(0.5 - $Distance, 0, 1) }

# The distance to a rectangle with round corners.
function Get-BoxDistance([double] $X, [double] $Y, [double] $HalfWidth, [double] $HalfHeight, [double] $Radius) {
    $dx = [Math]::Abs($X) - $HalfWidth + $Radius
    $dy = [Math]::Abs($Y) - $HalfHeight + $Radius
    $outside = [Math]::Sqrt([Math]::Pow([Math]::Max($dx, 0), 2) + [Math]::Pow([Math]::Max($dy, 0), 2))
    $outside + [Math]::Min([Math]::Max($dx, $dy), 0) - $Radius
}

# The key lies on a line from the lower left to the upper right: a ring, a shaft, two teeth.
function Get-KeyDistance([double] $X, [double] $Y) {
    $along = ($X - $Y) / [Math]::Sqrt(2)
    $across = ($X + $Y) / [Math]::Sqrt(2)
    $ring = [Math]::Abs([Math]::Sqrt(($along + 24) * ($along + 24) + $across * $across) - 16) - 5
    $shaft = Get-BoxDistance ($along - 18) $across 28 4.5 3
    $tooth = Get-BoxDistance ($along - 40) ($across - 9) 4.5 9 2
    $second = Get-BoxDistance ($along - 26) ($across - 7) 4.5 7 2
    [Math]::Min([Math]::Min($ring, $shaft), [Math]::Min($tooth, $second))
}

$rows = [IO.MemoryStream]::new()
foreach ($y in 0..($size - 1)) {
    $rows.WriteByte(0)
    $shade = $y / $size
    foreach ($x in 0..($size - 1)) {
        $fromMiddle = ($x + 0.5 - $size / 2), ($y + 0.5 - $size / 2)
        $field = Get-Cover (Get-BoxDistance @fromMiddle ($size / 2 - 2) ($size / 2 - 2) 26)
        $key = Get-Cover (Get-KeyDistance @fromMiddle)
        foreach ($color in @(20, 10), @(130, 72), @(240, 178)) {
            $blue = $color[0] + ($color[1] - $color[0]) * $shade
            $rows.WriteByte([Math]::Round($blue + (255 - $blue) * $key))
        }
        $rows.WriteByte([Math]::Round(255 * $field))
    }
}

$packed = [IO.MemoryStream]::new()
$compressor = [IO.Compression.ZLibStream]::new($packed, [IO.Compression.CompressionLevel]::SmallestSize, $true)
$rows.WriteTo($compressor)
$compressor.Dispose()

$png = [IO.MemoryStream]::new()
$png.Write([byte[]] (0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A), 0, 8)
# Eight bits each of red, green, blue and opacity.
Write-Chunk $png IHDR ([byte[]] ((Get-BigEndian $size) + (Get-BigEndian $size) + (8, 6, 0, 0, 0)))
Write-Chunk $png IDAT $packed.ToArray()
Write-Chunk $png IEND @()
[IO.File]::WriteAllBytes($Path, $png.ToArray())
