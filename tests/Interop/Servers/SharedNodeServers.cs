namespace TokenModule.Interop;

/// <summary>The tests that share the servers of Node.js. Their packages are installed once, into one folder.</summary>
[CollectionDefinition(nameof(NodeServers))]
public sealed class SharedNodeServers : ICollectionFixture<NodeServers>;
