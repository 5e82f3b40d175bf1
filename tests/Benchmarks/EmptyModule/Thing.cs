namespace EmptyModule;

/// <summary>A class for a parameter to be of.</summary>
public sealed class Thing;
