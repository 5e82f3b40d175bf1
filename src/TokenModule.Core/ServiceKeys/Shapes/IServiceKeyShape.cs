namespace TokenModule.ServiceKeys.Shapes;

/// <summary>One way a service lays out the members of its keys.</summary>
internal interface IServiceKeyShape
{
    bool CanRead(KeyMembers members);

    /// <param name="name">Null names the key by its client.</param>
    /// <exception cref="ServiceKeyException">A member is missing, empty, a placeholder or of the wrong kind.</exception>
    ServiceKey ReadKey(KeyMembers members, string? name);
}
