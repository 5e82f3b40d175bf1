namespace TokenModule.ServiceKeys.Shapes;

/// <summary>Reads keys with a particular structure.</summary>
internal interface IServiceKeyShape
{
    bool CanRead(KeyMembers members);

    /// <param name="name">The name of the key. When it is null, the key is named after its client.</param>
    /// <exception cref="ServiceKeyException">A member is missing, empty, a placeholder or of the wrong kind.</exception>
    ServiceKey ReadKey(KeyMembers members, string? name);
}
