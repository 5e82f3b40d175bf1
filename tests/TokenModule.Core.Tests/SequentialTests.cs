namespace TokenModule;

/// <summary>Tests that measure the whole process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(SequentialTests), DisableParallelization = true)]
public sealed class SequentialTests;
