using System.Reflection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

public sealed class RequestValidatorTests
{
    public static TheoryData<string, Type> Requests => [.. new[] { typeof(IVisitorHub), typeof(IAgentHub), typeof(IMonitorHub) }
        .SelectMany(hub => hub.GetInterfaces().Append(hub).SelectMany(type => type.GetMethods()), (hub, call) => (Hub: hub, Call: call))
        .Select(c => ($"{c.Hub.Name}.{c.Call.Name}", c.Call.GetParameters().Single().ParameterType))];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_request_of_the_hubs_has_a_validator_that_survives_empty_fields(string call, Type request)
    {
        var validators = new RequestValidators();
        validators.Knows(request).ShouldBeTrue($"{call} takes {request.Name}");

        // What a client sends as {} arrives with nothing but defaults, whatever the record promises.
        var refusal = validators.Refusal(Empty(request));

        var optional = request.GetProperties().All(p => new NullabilityInfoContext().Create(p).ReadState == NullabilityState.Nullable);
        (refusal is null).ShouldBe(optional || request == typeof(SessionsRequest) || request == typeof(HeadsRequest), $"{call}: {refusal?.Details?.Count} faults");
    }

    [Fact]
    public void Every_fault_is_named_with_field_and_value()
    {
        var request = new SendRequest(0, Guid.Empty, "", new EventBody { Text = " ", ChoiceId = new string('x', 200) });

        var refusal = new RequestValidators().Refusal(request)!;

        refusal.Code.ShouldBe(ErrorCodes.Invalid);
        refusal.Details!.Select(f => f.Field).ShouldBe(["conv", "clientMsgId", "type", "body.text", "body.choiceId"], ignoreOrder: true);
        refusal.Details!.Single(f => f.Field == "body.choiceId").Value.ShouldBe(new string('x', 100));
    }

    [Fact]
    public void A_text_over_the_limit_is_too_large_and_a_token_is_never_repeated()
    {
        var validators = new RequestValidators();
        var text = new SendRequest(1, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = new string('x', 4001) });
        validators.Refusal(text)!.Code.ShouldBe(ErrorCodes.TooLarge);
        validators.Refusal(text with { Body = new EventBody { Text = new string('x', 4000) } }).ShouldBeNull();

        var hello = new HelloRequest("1.0", new ClientInfo("k", "1", "d", "t", "en"), new string('s', 3000));
        var refusal = validators.Refusal(hello)!;
        refusal.Details!.Single().Field.ShouldBe("token");
        refusal.Details!.Single().Value.ShouldBeNull();
    }

    private static object Empty(Type request) => System.Text.Json.JsonSerializer.Deserialize("{}", request, WireJson.Options)!;
}
