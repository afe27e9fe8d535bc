using System.Reflection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The hub methods of the table, by hub and name.</summary>
internal static class HubMethods
{
    public static readonly (Type Hub, Type Contract)[] Hubs =
        [(typeof(VisitorHub), typeof(IVisitorHub)), (typeof(AgentHub), typeof(IAgentHub)), (typeof(MonitorHub), typeof(IMonitorHub))];

    public static string NameOf(string method) => method.Split('.')[1];

    public static Type ContractOf(string method) => Hubs.Single(h => h.Hub.Name == method.Split('.')[0]).Contract;

    public static Type RequestOf(string method) => InfoOf(method).GetParameters().Single().ParameterType;

    /// <summary><see cref="Reply"/> or <see cref="Reply{T}"/>.</summary>
    public static Type ReplyOf(string method) => InfoOf(method).ReturnType.GetGenericArguments().Single();

    /// <summary>Calls it on a hub of its contract.</summary>
    /// <returns>A <see cref="Reply"/> or <see cref="Reply{T}"/>.</returns>
    public static async Task<object> Invoke(string method, object hub, object request)
    {
        var call = (Task)InfoOf(method).Invoke(hub, [request])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    /// <summary>Null when it was not refused.</summary>
    public static Error? ErrorOf(object reply) => (Error?)reply.GetType().GetProperty(nameof(Reply.Error))!.GetValue(reply);

    private static MethodInfo InfoOf(string method)
    {
        var contract = ContractOf(method);
        return contract.GetInterfaces().Append(contract).Select(i => i.GetMethod(NameOf(method))).OfType<MethodInfo>().Single();
    }
}
