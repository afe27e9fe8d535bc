using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Hubs;

/// <summary>
/// What every hub call passes: before Hello only Hello; the request's validator; and no exception leaves it, so that no frame
/// carries what is inside.
/// </summary>
public sealed partial class HubGate(RequestValidators validators, RateLimits limits, ILogger<HubGate> log) : IHubFilter
{
    private static readonly Error Unavailable =
        new(ErrorCodes.Unavailable, "The call did not complete; repeat it with the same id.", RetryAfterMs: 500);

    private static readonly ConcurrentDictionary<Type, Func<Error, object>> Refusers = new();
    private static readonly object AddressKey = new();

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        ArgumentNullException.ThrowIfNull(invocationContext);
        ArgumentNullException.ThrowIfNull(next);
        var refuse = Refusers.GetOrAdd(invocationContext.HubMethod.ReturnType, RefuserOf);
        try
        {
            if (!MayCall(invocationContext))
            {
                return refuse(Refusals.Unauthenticated);
            }

            if (invocationContext.Hub is VisitorHub && limits.AddressCalls(AddressOf(invocationContext.Context)) is { } limited)
            {
                return refuse(limited);
            }

            var refusal = validators.Refusal(invocationContext.HubMethodArguments.SingleOrDefault());
            return refusal is null ? await next(invocationContext) : refuse(refusal);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            return refuse(Unavailable);
        }
#pragma warning disable CA1031 // An exception's text may carry internals; the caller learns only that it did not complete.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            CallFailed(fault, invocationContext.Hub.GetType().Name, invocationContext.HubMethodName);
            return refuse(Unavailable);
        }
    }

    private static string AddressOf(HubCallerContext context)
    {
        if (context.Items.TryGetValue(AddressKey, out var known))
        {
            return (string)known!;
        }

        var range = AddressRange.Of(context.GetHttpContext()?.Connection.RemoteIpAddress);
        context.Items[AddressKey] = range;
        return range;
    }

    private static bool MayCall(HubInvocationContext call) =>
        HubCallers.IsGreeted(call.Context) || call.HubMethodName == nameof(IConversationHub.Hello);

    // Every contract method returns Task<Reply> or Task<Reply<T>>.
    private static Func<Error, object> RefuserOf(Type returned)
    {
        var reply = returned.GenericTypeArguments[0];
        return reply == typeof(Reply)
            ? error => new Reply(false, error)
            : typeof(HubGate).GetMethod(nameof(Refuser), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(reply.GenericTypeArguments[0]).CreateDelegate<Func<Func<Error, object>>>()();
    }

    private static Func<Error, object> Refuser<T>() => error => new Reply<T>(false, default, error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Hub}.{Method} failed.")]
    private partial void CallFailed(Exception fault, string hub, string method);
}
