using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Conversations;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>Whatever comes is refused with a code, completed with an error or closed: nothing is stored and nobody else notices.</summary>
public sealed class BadInputTests(SharedDesk shared) : IClassFixture<SharedDesk>, IAsyncLifetime
{
    private const char End = '\u001e';
    private VisitorBot _witness = null!;
    private long _stored;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    public async ValueTask InitializeAsync()
    {
        _witness = await Desk.Visitor(Cancellation);
        _stored = Events();
    }

    public async ValueTask DisposeAsync()
    {
        Events().ShouldBe(_stored, "something was stored");
        var connects = _witness.Connection.Connects;
        (await _witness.Say("still served", Cancellation)).Duplicate.ShouldBeFalse();
        connects.ShouldBe(1, "the witness was disturbed");
        await _witness.DisposeAsync();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        var reply = await (await _witness.Hub(Cancellation)).Send(Message(_witness.Session!.ConversationId, new string('x', 4001)));
        reply.Error!.Code.ShouldBe(ErrorCodes.TooLarge);
    }

    [Theory]
    [InlineData(0, ErrorCodes.Invalid)]
    [InlineData(-5, ErrorCodes.Invalid)]
    [InlineData(long.MaxValue, ErrorCodes.NotFound)]
    public async Task A_forged_conversation_id_is_refused(long conversation, string code)
    {
        var reply = await (await _witness.Hub(Cancellation)).Send(Message(conversation, "let me in"));
        reply.Error!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_conversation_of_another_visitor_is_not_found_for_every_call()
    {
        await using var stranger = await VisitorBot.Connect(Desk.Host.Chat, Cancellation);
        var hub = await stranger.Hub(Cancellation);
        var conversation = _witness.Session!.ConversationId;

        (await hub.Send(Message(conversation, "let me in"))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Fetch(new FetchRequest(conversation, 1, After: 0))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Typing(new TypingRequest(conversation))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.StillHere(new SessionCommand(Guid.CreateVersion7(), _witness.Session.SessionId))).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task An_agent_who_does_not_serve_the_session_may_not_speak_in_it()
    {
        await using var lee = await AgentBot.Connect(Desk.Host.Desk, TestDesk.Lee, Cancellation);
        var reply = await (await lee.Hub(Cancellation)).Send(Message(_witness.Session!.ConversationId, "I know better"));
        reply.Error!.Code.ShouldBe(ErrorCodes.NotResponder);
    }

    [Fact]
    public async Task Another_type_than_message_is_unsupported()
    {
        var reply = await (await _witness.Hub(Cancellation)).Send(
            Message(_witness.Session!.ConversationId, "closed") with { Type = EventTypes.System });
        reply.Error!.Code.ShouldBe(ErrorCodes.UnsupportedType);
    }

    [Theory]
    [InlineData("Send", """[{"conv":"one","clientMsgId":"x","type":"message","body":{"text":"a"}}]""")]
    [InlineData("Send", """[17]""")]
    [InlineData("Send", """["text",{}]""")]
    [InlineData("Send", "[]")]
    [InlineData("NoSuchMethod", """[{}]""")]
    [InlineData("__proto__", """[{}]""")]
    [InlineData("Dispose", "[]")]
    public async Task A_wrong_type_or_method_completes_with_an_error_that_tells_nothing(string target, string arguments)
    {
        var lines = await Exchange($$"""{"type":1,"invocationId":"7","target":"{{target}}","arguments":{{arguments}}}""" + End);

        var answer = lines.Single(l => l.Contains("\"invocationId\":\"7\"", StringComparison.Ordinal));
        answer.ShouldContain("\"error\"");
        answer.ShouldNotContain("System.");
        answer.ShouldNotContain("ServiceDesk");
        answer.ShouldNotContain(" at ");
    }

    [Theory]
    [InlineData("""[{}]""")]
    [InlineData("""[null]""")]
    [InlineData("""[{"conv":1,"clientMsgId":null,"type":null,"body":null}]""")]
    public async Task Missing_fields_are_refused_before_anything_else(string arguments)
    {
        var lines = await Exchange($$"""{"type":1,"invocationId":"7","target":"Send","arguments":{{arguments}}}""" + End);
        lines.Single(l => l.Contains("\"invocationId\":\"7\"", StringComparison.Ordinal)).ShouldContain("\"error\"");
    }

    [Theory]
    [InlineData("{\"type\":1,\"target\":\u001e")]
    [InlineData("not json at all\u001e")]
    [InlineData("[[[[[[[[\u001e")]
    [InlineData("{\"type\":\"one\"}\u001e")]
    public async Task Broken_json_closes_the_connection(string frame) => (await Closes(frame)).ShouldBeTrue();

    [Fact]
    public async Task A_frame_over_the_limit_closes_the_connection()
    {
        var send = """{"type":1,"invocationId":"7","target":"Send","arguments":[{"conv":1,"type":"message","body":{"text":""" + '"'
            + new string('x', 40_000) + "\"}}]}" + End;
        (await Closes(send)).ShouldBeTrue();
        (await Closes(new string('x', 70_000))).ShouldBeTrue("a frame without an end");
    }

    [Fact]
    public async Task A_deeply_nested_argument_does_not_end_the_process()
    {
        var nested = new string('[', 10_000) + new string(']', 10_000);
        await Exchange($$"""{"type":1,"invocationId":"7","target":"Send","arguments":{{nested}}}""" + End, answer: false);
    }

    [Fact]
    public async Task The_longest_text_fits_even_when_every_character_is_escaped()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var text = string.Concat(Enumerable.Repeat("\u0001\u6c49", 2000));

        var ack = await visitor.Say(text, Cancellation);

        Desk.Stored(visitor.Session!.ConversationId).Single(e => e.Seq == ack.Seq).Body.Length.ShouldBeGreaterThan(4000);
        _stored = Events();
    }

    private static SendRequest Message(long conversation, string text) =>
        new(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text });

    private long Events()
    {
        using var db = Desk.Host.OpenDb();
        return db.Events.LongCount();
    }

    // A raw socket says hello first, so that what follows is judged by itself.
    private async Task<ClientWebSocket> Greeted()
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(new Uri(Desk.Host.Chat, "hubs/visitor")) { Scheme = "ws" }.Uri;
        await socket.ConnectAsync(address, Cancellation);
        await Write(socket, """{"protocol":"json","version":1}""" + End);
        var token = await _witness.Credentials.Token(renew: false, Cancellation);
        await Write(socket, $$$"""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"protocol":"1.0","token":"{{{token}}}","client":{"kind":"raw","version":"1","deviceId":"{{{Guid.NewGuid():N}}}","tabId":"t","locale":"en"}}]}""" + End);
        await Read(socket, until: "\"invocationId\":\"1\"");
        return socket;
    }

    private async Task<IReadOnlyList<string>> Exchange(string frame, bool answer = true)
    {
        using var socket = await Greeted();
        await Write(socket, frame);
        return answer ? await Read(socket, until: "\"invocationId\":\"7\"") : [];
    }

    private async Task<bool> Closes(string frame)
    {
        using var socket = await Greeted();
        try
        {
            await Write(socket, frame);
            await Read(socket, until: "nothing that comes");
        }
        catch (WebSocketException)
        {
            return true;
        }

        return socket.State is not WebSocketState.Open;
    }

    private static Task Write(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancellation);

    private static async Task<IReadOnlyList<string>> Read(ClientWebSocket socket, string until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        return text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries);
    }
}
