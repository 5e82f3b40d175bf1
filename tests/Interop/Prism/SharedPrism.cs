namespace TokenModule.Interop;

/// <summary>The tests that share the processes of Prism.</summary>
[CollectionDefinition(nameof(PrismServers))]
public sealed class SharedPrism : ICollectionFixture<PrismServers>;
