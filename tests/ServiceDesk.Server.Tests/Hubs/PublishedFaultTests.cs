using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Conversations;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>
/// Faults that were published about other servers, tried on this one by raw sockets. Whatever is sent is refused or closed; nothing is
/// stored, the process lives, and a visitor who talks meanwhile keeps the connection.
/// </summary>
public sealed class PublishedFaultTests(SharedDesk shared) : IClassFixture<SharedDesk>, IAsyncLifetime
{
    private const char End = RawSocket.End;
    private static readonly string MoreThanAFrame = string.Concat(Enumerable.Repeat("""{"type":6}""" + End, 4_000));
    private VisitorBot _witness = null!;
    private VisitorBot _rogue = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Chat => shared.Desk.Host.Chat;

    public async ValueTask InitializeAsync()
    {
        _witness = await VisitorBot.Connect(Chat, Cancellation);
        await _witness.Open(Cancellation);
        _rogue = await VisitorBot.Connect(Chat, Cancellation);
        await _rogue.Open(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        (await _witness.Say("still served", Cancellation)).Duplicate.ShouldBeFalse();
        _witness.Connection.Connects.ShouldBe(1, "the witness lost the connection");
        await _rogue.DisposeAsync();
        await _witness.DisposeAsync();
    }

    [Fact]
    public async Task Case_R07_frames_without_an_end_are_cut_at_the_limit_and_fill_no_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 200; i++)
        {
            var socket = await RawSocket.Open(Chat, Cancellation);
            sockets.Add(socket);
            await socket.Say("""{"protocol":"json","version":1}""" + End + new string('x', 40_000), Cancellation);
        }

        foreach (var socket in sockets)
        {
            (await socket.Hear("nothing that comes", Cancellation)).Ended.ShouldBeTrue();
        }

        sockets.ForEach(s => s.Dispose());
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(150L * 1024 * 1024);
    }

    [Fact]
    public async Task Case_R07_a_frame_below_the_limit_that_never_ends_is_cut_by_the_wait_for_hello()
    {
        using var socket = await RawSocket.Open(Chat, Cancellation);
        await socket.Say("""{"protocol":"json","version":1}""" + End + """{"type":1,"target":"He""", Cancellation);
        (await socket.Hear("nothing that comes", Cancellation)).Ended.ShouldBeTrue();
    }

    [Fact]
    public async Task Case_R08_stateful_reconnect_is_refused_and_forged_acks_do_nothing()
    {
        using var http = new HttpClient { BaseAddress = Chat };
        using var answer = await http.PostAsync(new Uri("hubs/visitor/negotiate?negotiateVersion=1&useStatefulReconnect=true", UriKind.Relative), null, Cancellation);
        var negotiated = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        negotiated.TryGetProperty("useStatefulReconnect", out var stateful).ShouldBe(false, $"it offers {stateful}");

        foreach (var id in (string[])["0", "1", "-1", "9223372036854775807", "99999999999999999999", "null", "\"1\""])
        {
            await Harmless($$"""{"type":8,"sequenceId":{{id}}}""" + End + $$"""{"type":9,"sequenceId":{{id}}}""" + End);
        }
    }

    [Fact]
    public async Task Case_R09_malformed_handshakes_and_continuation_frames_harm_nobody()
    {
        string[] handshakes =
        [
            """{"protocol":"json","version":99}""", """{"protocol":"json","version":"1"}""", """{"protocol":"json"}""", """{"version":1}""", "{}", "[]", "null", "1", "\"json\"",
            """{"protocol":null,"version":1}""", """{"protocol":{},"version":1}""", """{"protocol":"json","version":1e999}""", "", " ", "\0", "GET / HTTP/1.1\r\n\r\n", "{", "}", new string('{', 500),
        ];
        for (var round = 0; round < 26; round++)
        {
            foreach (var handshake in handshakes)
            {
                using var socket = await RawSocket.Open(Chat, Cancellation);
                var bytes = Encoding.UTF8.GetBytes(handshake + End);
                // In fragments of a few bytes, now as text, now as binary.
                var type = round % 2 == 0 ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                var size = Math.Max(1, bytes.Length / (1 + (round % 5)));
                for (var at = 0; at < bytes.Length; at += size)
                {
                    var part = bytes.AsMemory(at, Math.Min(size, bytes.Length - at));
                    await socket.Say(part, type, at + size >= bytes.Length, Cancellation);
                }
            }
        }
    }

    [Fact]
    public async Task Case_R10_deep_nesting_anywhere_does_not_end_the_process()
    {
        foreach (var depth in (int[])[100, 1_000, 10_000, 100_000])
        {
            foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
            {
                var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
                await Harmless($$"""{"type":1,"invocationId":"7","target":"Send","arguments":[{{nested}}]}""" + End);
                await Harmless($$"""{"type":1,"invocationId":"7","target":"Ping","headers":{{nested}},"arguments":[{"watched":[]}]}""" + End);
                await Harmless($$"""{"type":6,"unknown":{{nested}}}""" + End);
                await Harmless(nested + End);
            }
        }
    }

    [Fact]
    public async Task Case_R11_the_visitors_hub_speaks_no_messagepack_so_that_none_of_its_bombs_is_read()
    {
        using var socket = await RawSocket.Open(Chat, Cancellation);
        await socket.Say("""{"protocol":"messagepack","version":1}""" + End, Cancellation);
        // An LZ4 block of 2 GiB by its own word.
        await socket.Say(new byte[] { 9, 0xC9, 0, 0, 0, 3, 99, 0xD2, 0x7F, 0xFF }, WebSocketMessageType.Binary, true, Cancellation);
        var (heard, ended) = await socket.Hear("nothing that comes", Cancellation);
        heard.ShouldContain("\"error\"");
        ended.ShouldBeTrue();
    }

    [Fact]
    public async Task Case_R12_every_kind_of_message_with_missing_extra_and_wrong_fields_is_survived()
    {
        string[] types = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "-1", "2147483648", "1.5", "\"1\"", "null", "[]", "{}", "true"];
        string[] rests =
        [
            "", ",\"invocationId\":7", ",\"invocationId\":{}", ",\"invocationId\":\"7\"", ",\"target\":\"Send\"", ",\"arguments\":{}", ",\"arguments\":[]",
            ",\"invocationId\":\"7\",\"target\":\"Send\",\"arguments\":null", ",\"invocationId\":\"7\",\"result\":{},\"error\":\"x\"", ",\"streamIds\":[\"1\"],\"target\":\"Send\",\"arguments\":[{}]",
            ",\"invocationId\":\"7\",\"item\":[]", ",\"error\":5,\"allowReconnect\":\"yes\"", ",\"type\":1,\"type\":6",
        ];
        // Fewer at once than a person may hold: the oldest would make room.
        await Parallel.ForEachAsync(
            types.SelectMany(type => rests.Select(rest => $$"""{"type":{{type}}{{rest}}}""" + End)),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation },
            async (frame, _) => await Harmless(frame));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("long")]
    public async Task Case_R13_a_method_that_is_no_name_is_a_protocol_error(string target)
    {
        var name = target == "long" ? $"\"{new string('S', 20_000)}\"" : target;
        await Harmless($$"""{"type":1,"invocationId":"7","target":{{name}},"arguments":[{}]}""" + End);
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("hasOwnProperty")]
    [InlineData("prototype")]
    public async Task Case_R14_names_of_prototypes_are_names_like_others(string name)
    {
        await Harmless($$"""{"type":1,"invocationId":"7","target":"{{name}}","arguments":[{}]}""" + End);
        await Harmless($$"""{"type":1,"invocationId":"7","target":"Ping","arguments":[{"{{name}}":{"watched":[1]},"watched":[]}]}""" + End);
        await Harmless($$"""{"type":1,"invocationId":"7","target":"Ping","headers":{"{{name}}":"x"},"arguments":[{"watched":[]}]}""" + End);
        using var http = new HttpClient { BaseAddress = Chat };
        using var token = await http.PostAsJsonAsync("api/visitor/token", new VisitorTokenRequest(name), WireJson.Options, Cancellation);
        ((int)token.StatusCode).ShouldBeInRange(400, 499);
        using var config = await http.GetAsync(new Uri($"api/visitor/config?c={name}&locale={name}", UriKind.Relative), Cancellation);
        ((int)config.StatusCode).ShouldBeInRange(400, 499);
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xE0, 0x80, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0x00 })]
    public async Task Case_R15_bytes_that_are_no_text_are_refused_in_every_string(byte[] bytes)
    {
        foreach (var field in (string[])["target", "invocationId", "type", "text", "choiceId", "clientMsgId"])
        {
            using var socket = await RawSocket.Greeted(Chat, _rogue, Cancellation);
            await socket.Say(Spoilt(field, bytes), WebSocketMessageType.Text, true, Cancellation);
            await socket.Hear("\"type\":3", Cancellation);
        }

        Stored().ShouldBe(0);
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public async Task Case_R15_escapes_that_are_no_text_are_refused(string escape)
    {
        using var socket = await RawSocket.Greeted(Chat, _rogue, Cancellation);
        await socket.Say(Message($"before {escape} after"), Cancellation);
        (await socket.Hear("\"invocationId\":\"7\"", Cancellation)).Heard.ShouldContain("\"error\"");
        Stored().ShouldBe(0);
    }

    [Fact]
    public async Task Case_R15_a_mark_of_byte_order_at_the_front_is_no_message()
    {
        using var socket = await RawSocket.Greeted(Chat, _rogue, Cancellation);
        await socket.Say("\ufeff" + Message("with a mark in front"), Cancellation);
        await socket.Hear("\"type\":3", Cancellation);
        Stored().ShouldBe(0);
    }

    // Nobody else is told of it: the connection goes on or is closed, and no text of the inside comes.
    private async Task Harmless(string frames)
    {
        using var socket = await RawSocket.Greeted(Chat, _rogue, Cancellation);
        await socket.Say(frames, Cancellation);
        await socket.Say("""{"type":1,"invocationId":"after","target":"Ping","arguments":[{"watched":[]}]}""" + End, Cancellation);
        var hearing = socket.Hear("\"invocationId\":\"after\"", Cancellation);
        // A frame of an unknown type is never passed over: what is sent behind it piles up, and the frame limit or the time-out ends the connection.
        while (await Task.WhenAny(hearing, Task.Delay(1000, Cancellation)) != hearing)
        {
            await socket.Say(MoreThanAFrame, Cancellation);
        }

        var (heard, ended) = await hearing;
        (ended || heard.Contains("\"after\"", StringComparison.Ordinal)).ShouldBeTrue($"it neither goes on nor ends after {frames[..Math.Min(frames.Length, 100)]}");
        heard.ShouldNotContain("System.");
        heard.ShouldNotContain("ServiceDesk.");
        heard.ShouldNotContain(" at ");
        Stored().ShouldBe(0);
    }

    private string Message(string text) =>
        $$$"""{"type":1,"invocationId":"7","target":"Send","arguments":[{"conv":{{{_rogue.Session!.ConversationId}}},"clientMsgId":"{{{Guid.CreateVersion7()}}}","type":"message","body":{"text":"{{{text}}}"}}]}""" + End;

    private byte[] Spoilt(string field, byte[] bytes)
    {
        var message = Message("words").Replace("\"words\"", "\"words\",\"choiceId\":\"x\"", StringComparison.Ordinal);
        var at = message.IndexOf($"\"{field}\":\"", field == "type" ? 12 : 0, StringComparison.Ordinal) + field.Length + 4;
        return [.. Encoding.UTF8.GetBytes(message[..at]), .. bytes, .. Encoding.UTF8.GetBytes(message[at..])];
    }

    private int Stored() => shared.Desk.Stored(_rogue.Session!.ConversationId).Count(e => e.Sender == _rogue.Person);
}
