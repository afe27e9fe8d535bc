using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Conversations;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>Staff may speak MessagePack: what it can be made to say is refused or closed before it costs anything.</summary>
public sealed class MessagePackBombTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    // Types that the library itself uses for compressed content: a block, and a list of blocks.
    private const byte Block = 99;
    private const byte Blocks = 98;
    private const int Frame = 60_000;

    private static readonly byte[] TwoGiB = [0x7F, 0xFF, 0xFF, 0xFF];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bombs => [.. Values().Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Case_R11_R10_a_bomb_is_refused_wherever_it_stands(string bomb)
    {
        var value = Values()[bomb];
        var lee = await StaffCredentials.SignIn(shared.Desk.Host.Desk, TestDesk.Lee, TestDesk.Password, Cancellation);
        foreach (var (place, message) in Places(value))
        {
            using var socket = await RawSocket.Packed(lee, Cancellation);
            await Say(socket, RawSocket.Packed("before", "Ping", new PingRequest([])));
            (await socket.Hear("before", Cancellation)).Ended.ShouldBeFalse();
            var (allocated, began) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());

            await Say(socket, [.. Length(message.Length), .. message]);
            await Say(socket, RawSocket.Packed("after", "Ping", new PingRequest([])));
            var (heard, ended) = await socket.Hear("after", Cancellation);

            (ended || heard.Contains("after", StringComparison.Ordinal)).ShouldBeTrue($"{place}: it neither goes on nor ends");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(15), place);
            // What declares 2 GiB may not be given them; other tests allocate meanwhile.
            (GC.GetTotalAllocatedBytes() - allocated).ShouldBeLessThan(1L << 30, place);
            heard.ShouldNotContain("System.", Case.Sensitive, place);
            heard.ShouldNotContain("MessagePack", Case.Sensitive, place);
        }

        await Served();
    }

    [Fact]
    public async Task Case_R11_a_frame_that_says_it_has_2_GiB_is_cut_at_the_limit()
    {
        var lee = await StaffCredentials.SignIn(shared.Desk.Host.Desk, TestDesk.Lee, TestDesk.Password, Cancellation);
        using var socket = await RawSocket.Packed(lee, Cancellation);

        await Say(socket, [.. Length(int.MaxValue), .. new byte[100_000]]);

        (await socket.Hear("nothing that comes", Cancellation)).Ended.ShouldBeTrue();
        await Served();
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 }, false)]
    [InlineData(new byte[] { 0xC0, 0xAF, 0x62 }, false)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, false)]
    [InlineData(new byte[] { 0xE4, 0xBD, 0xA0 }, true)]
    public async Task Case_R15_text_in_messagepack_keeps_the_rules_of_text_in_json(byte[] bytes, bool isText)
    {
        await using var visitor = await shared.Desk.Visitor(Cancellation);
        var ana = await StaffCredentials.SignIn(shared.Desk.Host.Desk, TestDesk.Ana, TestDesk.Password, Cancellation);
        using var socket = await RawSocket.Packed(ana, Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var id = Guid.CreateVersion7();
        var frame = RawSocket.Packed("call", "Send", new SendRequest(conversation, id, EventTypes.Message, new EventBody { Text = "§§~" }));
        var at = frame.AsSpan().IndexOf("§§~"u8);
        bytes.CopyTo(frame.AsSpan(at));
        frame.AsSpan(at + 3, 2).Fill((byte)'.');

        await Say(socket, frame);

        var heard = (await socket.Hear("call", Cancellation)).Heard;
        if (!isText)
        {
            // A taken answer names the field of its error, too, with nothing in it; what was heard is not shown: it is no text.
            heard.Contains("error", StringComparison.OrdinalIgnoreCase).ShouldBeTrue();
        }

        shared.Desk.Stored(conversation).Any(e => e.ClientMsgId == id).ShouldBe(isText);
    }

    private static Dictionary<string, byte[]> Values()
    {
        var values = new Dictionary<string, byte[]>
        {
            ["a list of 2³¹ items"] = [0xDD, .. TwoGiB],
            ["a map of 2³¹ items"] = [0xDF, .. TwoGiB],
            ["a text of 2 GiB"] = [0xDB, .. TwoGiB],
            ["bytes of 2 GiB"] = [0xC6, .. TwoGiB],
            ["a block of 2 GiB"] = [0xC9, .. TwoGiB, Block],
            ["a block that unpacks to 2 GiB"] = [0xC7, 12, Block, 0xD2, .. TwoGiB, 0x1F, 0x61, 0x01, 0x00, 0xFF, 0xFF, 0x00],
            ["blocks that unpack to 2 GiB"] = [0x92, 0xC7, 5, Blocks, 0xD2, .. TwoGiB, 0xC4, 3, 0x1F, 0x61, 0x01],
            ["a time out of range"] = [0xC7, 12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. TwoGiB, 0xFF, 0xFF, 0xFF, 0xFF],
            ["a map of equal keys"] = [0xDE, 0x4E, 0x20, .. Enumerable.Repeat(new byte[] { 0xA1, 0x61, 0x01 }, 20_000).SelectMany(b => b)],
            ["a byte that is nothing"] = [0xC1],
        };
        foreach (var depth in (int[])[100, 1_000, Frame])
        {
            values[$"{depth} lists in each other"] = [.. Enumerable.Repeat((byte)0x91, depth), 0x01];
            values[$"{depth / 3} maps in each other"] = [.. Enumerable.Repeat(new byte[] { 0x81, 0xA1, 0x61 }, depth / 3).SelectMany(b => b), 0x01];
        }

        return values;
    }

    // [1, headers, invocationId, target, [arguments], [streams]]
    private static IEnumerable<(string Place, byte[] Message)> Places(byte[] value) =>
    [
        ("alone", value),
        ("type", [0x96, .. value]),
        ("headers", [0x96, 1, .. value, .. Text("7"), .. Text("Ping"), 0x91, 0x81, .. Text("Watched"), 0x90, 0x90]),
        ("id", [0x96, 1, 0x80, .. value, .. Text("Ping"), 0x91, 0x81, .. Text("Watched"), 0x90, 0x90]),
        ("target", [0x96, 1, 0x80, .. Text("7"), .. value, 0x91, 0x80, 0x90]),
        ("arguments", [0x96, 1, 0x80, .. Text("7"), .. Text("Ping"), .. value, 0x90]),
        ("argument", [0x96, 1, 0x80, .. Text("7"), .. Text("Ping"), 0x91, .. value, 0x90]),
        ("field", [0x96, 1, 0x80, .. Text("7"), .. Text("Ping"), 0x91, 0x81, .. Text("Watched"), .. value, 0x90]),
        ("unknown field", [0x96, 1, 0x80, .. Text("7"), .. Text("Ping"), 0x91, 0x81, .. Text("Unknown"), .. value, 0x90]),
        ("streams", [0x96, 1, 0x80, .. Text("7"), .. Text("Ping"), 0x91, 0x81, .. Text("Watched"), 0x90, .. value]),
    ];

    private static byte[] Text(string text) => [(byte)(0xA0 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Length(int length)
    {
        var bytes = new List<byte>();
        for (; length > 0x7F; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        return [.. bytes, (byte)length];
    }

    private static Task Say(RawSocket socket, byte[] bytes) => socket.Say(bytes, WebSocketMessageType.Binary, true, Cancellation);

    // The agent who was connected before still is.
    private async Task Served()
    {
        (await (await shared.Desk.Agent.Hub(Cancellation)).Ping(new PingRequest([]))).OrThrow();
        shared.Desk.Agent.Connection.Connects.ShouldBe(1);
    }
}
