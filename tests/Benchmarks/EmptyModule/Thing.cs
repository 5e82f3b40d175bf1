namespace EmptyModule;

/// <summary>The parameter type of <see cref="GetNothingOfCommand"/>.</summary>
public sealed class Thing;
