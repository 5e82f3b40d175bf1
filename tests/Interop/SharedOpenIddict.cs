namespace TokenModule.Interop;

/// <summary>Tests that share one OpenIddict and run one after the other, so that they can count its requests.</summary>
[CollectionDefinition(nameof(SharedOpenIddict))]
public sealed class SharedOpenIddict : ICollectionFixture<OpenIddictServer>;
