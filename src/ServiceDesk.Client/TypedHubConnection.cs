using System.Reflection;
using Microsoft.AspNetCore.SignalR.Client;

namespace ServiceDesk.Client;

/// <summary>Typed calls and callbacks over a <see cref="HubConnection"/>, by the contract's interfaces.</summary>
public static class TypedHubConnection
{
    /// <summary>
    /// The hub as its contract. Each call invokes the hub method of the same name and completes with its reply;
    /// a connection that drops while a call is under way faults the call, whose outcome is then unknown.
    /// </summary>
    /// <typeparam name="THub">An interface of the contract, such as <c>IVisitorHub</c>.</typeparam>
    /// <param name="cancellation">Stops waiting for answers of all calls of this proxy.</param>
    public static THub As<THub>(this HubConnection connection, CancellationToken cancellation = default)
        where THub : class
    {
        ArgumentNullException.ThrowIfNull(connection);
        var proxy = DispatchProxy.Create<THub, HubProxy>();
        ((HubProxy)(object)proxy).Bind(connection, cancellation);
        return proxy;
    }

    /// <summary>Registers every callback of the contract. Dispose the answer to end all registrations.</summary>
    /// <typeparam name="TClient">An interface of the contract, such as <c>IVisitorClient</c>.</typeparam>
    public static IDisposable On<TClient>(this HubConnection connection, TClient handler)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(handler);
        var callbacks = typeof(TClient).GetInterfaces().Append(typeof(TClient)).SelectMany(type => type.GetMethods());
        return new Registrations([.. callbacks.Select(callback => connection.On(
            callback.Name,
            [.. callback.GetParameters().Select(p => p.ParameterType)],
            (arguments, _) => (Task)callback.Invoke(handler, arguments)!,
            handler))]);
    }

    private sealed class Registrations(IReadOnlyList<IDisposable> held) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in held)
            {
                registration.Dispose();
            }
        }
    }
}

/// <summary>Turns interface calls into hub invocations. Public because the runtime derives from it; use <see cref="TypedHubConnection.As{THub}"/>.</summary>
public class HubProxy : DispatchProxy
{
    private static readonly MethodInfo TypedInvoke = typeof(HubProxy).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    private HubConnection _connection = null!;
    private CancellationToken _cancellation;

    internal void Bind(HubConnection connection, CancellationToken cancellation) => (_connection, _cancellation) = (connection, cancellation);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var answer = targetMethod.ReturnType.GenericTypeArguments[0];
        return TypedInvoke.MakeGenericMethod(answer).Invoke(null, [_connection, targetMethod.Name, args ?? [], _cancellation]);
    }

    private static Task<T> Typed<T>(HubConnection connection, string method, object?[] arguments, CancellationToken cancellation) =>
        connection.InvokeCoreAsync<T>(method, arguments, cancellation);
}
