using System.Text.Json;

namespace TokenModule;

/// <summary>A signed text, the keys that a server publishes, and the verdict.</summary>
/// <param name="Name">The source, number and purpose.</param>
/// <param name="KeySet">The published keys (RFC 7517 section 5).</param>
/// <param name="Jws">The signed text in the compact form. Its payload does not have to be JSON.</param>
/// <param name="IsValid">Whether the signature must be accepted.</param>
public sealed record JwsVector(string Name, string KeySet, string Jws, bool IsValid)
{
    private static readonly string[] Files = ["json_web_signature_test.json", "json_web_key_test.json"];

    // The key of these vectors has the algorithm PS256 or ES521, but their header has PS384 or ES512. Other vectors, such as number 340,
    // require that such a signature is rejected. In RFC 7520, from which these vectors come, the keys have no algorithm.
    private static readonly int[] ContradictorySignatures = [346, 347, 350, 351];

    /// <summary>Reads the vectors for signatures and key sets of Project Wycheproof (C2SP/wycheproof).</summary>
    /// <param name="directory">The directory with the files, usually <c>testvectors_v1</c>.</param>
    public static IEnumerable<JwsVector> ReadWycheproof(string directory)
    {
        foreach (string file in Files)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, file)));
            foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
            {
                JsonElement keys = group.TryGetProperty("public", out JsonElement published) ? published : group.GetProperty("private");
                string keySet = keys.TryGetProperty("keys", out _) ? keys.GetRawText() : $$"""{"keys":[{{keys.GetRawText()}}]}""";
                // A server does not publish secret keys, so signatures with them are rejected by design.
                bool isSecret = keySet.Contains("\"oct\"", StringComparison.Ordinal);
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    int number = test.GetProperty("tcId").GetInt32();
                    bool isContradictory = file == Files[0] && ContradictorySignatures.Contains(number);
                    yield return new JwsVector(
                        $"{file} {number} {group.GetProperty("comment")} {test.GetProperty("comment")}",
                        keySet,
                        test.GetProperty("jws").GetString()!,
                        test.GetProperty("result").GetString() == "valid" && !isSecret && !isContradictory);
                }
            }
        }
    }
}
