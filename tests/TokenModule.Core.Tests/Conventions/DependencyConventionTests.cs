using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TokenModule;

/// <summary>Reads the compiled types of Core, because a <c>using</c> line shows neither full names nor inferred types.</summary>
public sealed class DependencyConventionTests
{
    private const string Root = "TokenModule";

    // Each area and the areas that it may use. Everything may use the types of the root namespace.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Json"] = [],
        ["Http"] = ["Json"],
        ["ServiceKeys"] = ["Http", "Json"],
        ["Claims"] = ["Http", "Json"],
        ["Tokens"] = ["Http", "Json", "ServiceKeys"],
        ["Api"] = ["Http", "Json", "ServiceKeys", "Tokens"],
        ["Checks"] = ["Claims", "Http", "Json", "ServiceKeys", "Tokens"],
    };

    [Fact]
    public void Dependencies_inside_Core_point_in_one_direction()
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(typeof(ServiceKey).Assembly.Location);
        IEnumerable<string> wrong = core.GetTypes()
            .Select(type => (type, Area: FindArea(type)))
            .Where(t => t.Area is not null && Allowed.ContainsKey(t.Area))
            .SelectMany(t => ListReferences(t.type)
                .Select(reference => (reference, Area: FindArea(reference)))
                .Where(r => r.Area is not null && r.Area != t.Area && Allowed.ContainsKey(r.Area))
                .Where(r => !Allowed[t.Area!].Contains(r.Area!))
                .Select(r => $"{t.type.FullName} uses {r.reference.FullName}"))
            .Distinct();

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Every_area_of_Core_is_listed()
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(typeof(ServiceKey).Assembly.Location);

        Assert.Equal(Allowed.Keys.Order(), core.GetTypes().Select(FindArea).OfType<string>().Where(area => area != "Polyfills").Distinct()
            .Order());
    }

    /// <returns>The name after the root namespace, or null for types of the root namespace and of other assemblies.</returns>
    private static string? FindArea(TypeReference type)
    {
        TypeReference outer = type.GetElementType();
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace.StartsWith(Root + ".", StringComparison.Ordinal) ? outer.Namespace.Split('.')[1] : null;
    }

    private static IEnumerable<TypeReference> ListReferences(TypeDefinition type)
    {
        IEnumerable<TypeReference?> direct =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.Fields.Select(f => f.FieldType),
            .. type.Properties.Select(p => p.PropertyType),
            .. type.CustomAttributes.Select(a => a.AttributeType),
            .. type.Methods.SelectMany(ListReferences),
        ];
        return direct.OfType<TypeReference>().SelectMany(Expand);
    }

    private static IEnumerable<TypeReference?> ListReferences(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            yield return parameter.ParameterType;
        }

        if (!method.HasBody)
            yield break;

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            yield return variable.VariableType;
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    yield return type;
                    break;
                case MemberReference member:
                    yield return member.DeclaringType;
                    break;
            }
        }
    }

    // A generic type and its arguments.
    private static IEnumerable<TypeReference> Expand(TypeReference type)
    {
        yield return type;
        if (type is GenericInstanceType generic)
        {
            foreach (TypeReference argument in generic.GenericArguments.SelectMany(Expand))
            {
                yield return argument;
            }
        }
    }
}
