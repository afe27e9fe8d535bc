using System.Runtime.CompilerServices;
using ServiceDesk.Contracts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Contracts;

/// <summary>A contract that carries a secret does not print it: hubs log what they are called with when somebody looks for a fault.</summary>
public sealed class PrintedSecretTests
{
    private static readonly string[] Secrets = ["Token", "ResumeToken", "IdentityToken", "Password"];

    public static TheoryData<string> Carriers =>
        [.. typeof(Reply).Assembly.GetExportedTypes().Where(type => Secrets.Any(name => type.GetProperty(name)?.PropertyType == typeof(string))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Carriers))]
    public void Secrets_are_not_printed(string carrier)
    {
        var type = typeof(Reply).Assembly.GetExportedTypes().Single(t => t.Name == carrier);
        var one = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var secret in Secrets.Select(type.GetProperty).OfType<System.Reflection.PropertyInfo>())
        {
            secret.SetValue(one, "let me in");
        }

        one.ToString().ShouldNotBeNull().ShouldNotContain("let me in");
    }
}
