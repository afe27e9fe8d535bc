using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>JSON and MessagePack carry the same contract.</summary>
public sealed class EncodingTests
{
    private static readonly MessagePackHubProtocol MessagePack = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, Type> Messages =>
    [
        .. new[] { typeof(IAgentHub), typeof(IMonitorHub), typeof(IAgentClient), typeof(IMonitorClient) }
            .SelectMany(hub => hub.GetInterfaces().Append(hub).SelectMany(type => type.GetMethods()), (hub, call) => (Hub: hub.Name, Call: call))
            .SelectMany(c => c.Call.GetParameters().Select(p => p.ParameterType).Concat(c.Call.ReturnType.GenericTypeArguments), (c, type) => ($"{c.Hub}.{c.Call.Name}", type))
            .DistinctBy(m => m.type),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_reads_the_same_in_both(string call, Type type)
    {
        var sample = Sample.Of(type);

        Json(OverMessagePack(sample, type)).ShouldBe(Json(sample), call);
        Json(JsonSerializer.Deserialize(Json(sample), type, WireJson.Options)!).ShouldBe(Json(sample), call);
    }

    [Fact]
    public async Task Visitors_hub_speaks_JSON_only()
    {
        await using var host = await TestHost.Start();
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(host.Chat, "hubs/visitor"), http => (http.SkipNegotiation, http.Transports) = (true, HttpTransportType.WebSockets));
        builder.AddMessagePackProtocol();
        await using var connection = builder.Build();

        var refusal = await Should.ThrowAsync<Exception>(() => connection.StartAsync(Cancellation));

        refusal.Message.ShouldContain("not supported");
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), WireJson.Options);

    private static object OverMessagePack(object value, Type type)
    {
        var bytes = MessagePack.GetMessageBytes(CompletionMessage.WithResult("1", value));
        var input = new ReadOnlySequence<byte>(bytes);
        MessagePack.TryParseMessage(ref input, new Binder(type), out var message).ShouldBeTrue();
        return ((CompletionMessage)message!).Result!;
    }

    private sealed class Binder(Type type) : Microsoft.AspNetCore.SignalR.IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => type;

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [type];

        public Type GetStreamItemType(string streamId) => type;
    }

    /// <summary>A value of a contract type with everything set.</summary>
    private static class Sample
    {
        // A type that holds itself ends with an empty list.
        private static readonly AsyncLocal<int> Depth = new();

        public static object Of(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type switch
            {
                _ when type == typeof(string) => "text 你好 \u0001",
                _ when type == typeof(bool) => true,
                _ when type == typeof(int) => 7,
                _ when type == typeof(long) => 9_007_199_254_740_991,
                _ when type == typeof(double) => 0.25,
                _ when type == typeof(Guid) => Guid.Parse("0198c0de-0000-7000-8000-000000000001"),
                _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(123),
                _ when type == typeof(DateOnly) => new DateOnly(2026, 2, 28),
                _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
                _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
                _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(type.GenericTypeArguments[0]),
                _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => Map(type.GenericTypeArguments[1]),
                _ => Record(type),
            };
        }

        private static Array List(Type item)
        {
            if (Depth.Value > 6)
            {
                return Array.CreateInstance(item, 0);
            }

            var list = Array.CreateInstance(item, 2);
            list.SetValue(Of(item), 0);
            list.SetValue(list.GetValue(0), 1);
            return list;
        }

        private static object Map(Type value)
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
            map["key"] = Of(value);
            return map;
        }

        private static object Record(Type type)
        {
            Depth.Value++;
            var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
            var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            {
                property.SetValue(made, Of(property.PropertyType));
            }

            Depth.Value--;
            return made;
        }
    }
}
