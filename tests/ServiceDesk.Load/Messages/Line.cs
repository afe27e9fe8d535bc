using System.Buffers.Text;
using System.Text;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>Somebody who sends texts of 256 bytes on a connection, each under a number by which acknowledgement and delivery are found.</summary>
internal sealed class Line
{
    private const int TextLength = 256;
    private const int NumberLength = 10;
    private static readonly byte[] Padding = [.. Enumerable.Repeat((byte)'x', TextLength - NumberLength - 1)];

    private readonly byte[] _beforeId;
    private readonly byte[] _beforeText;
    private readonly byte[] _end;

    private Line(WireClient client, long conversation, string beforeId, string beforeText, string end)
    {
        (Client, Conversation) = (client, conversation);
        _beforeId = Encoding.UTF8.GetBytes(beforeId);
        _beforeText = Encoding.UTF8.GetBytes(beforeText);
        _end = Encoding.UTF8.GetBytes(end + "\u001e");
    }

    public WireClient Client { get; }

    /// <summary>0 with the yardstick.</summary>
    public long Conversation { get; }

    /// <summary>Messages of this line go to the conversation.</summary>
    public static Line ToConversation(WireClient client, long conversation) => new(
        client,
        conversation,
        $"\",\"target\":\"Send\",\"arguments\":[{{\"conv\":{conversation},\"clientMsgId\":\"",
        "\",\"type\":\"message\",\"body\":{\"text\":\"m",
        "\"}}]}");

    /// <summary>Messages of this line go to a group of the yardstick.</summary>
    public static Line ToGroup(WireClient client, string group) => new(
        client,
        0,
        $"\",\"target\":\"Send\",\"arguments\":[{{\"group\":\"{group}\",\"id\":\"",
        "\",\"text\":\"m",
        "\"}]}");

    public Task Send(long number, CancellationToken cancellation)
    {
        var frame = new byte[64 + _beforeId.Length + 36 + _beforeText.Length + TextLength + _end.Length];
        var at = Put(frame, 0, "{\"type\":1,\"invocationId\":\""u8);
        Utf8Formatter.TryFormat(number, frame.AsSpan(at), out var written);
        at = Put(frame, at + written, _beforeId);
        Utf8Formatter.TryFormat(Guid.CreateVersion7(), frame.AsSpan(at), out written);
        at = Put(frame, at + written, _beforeText);
        Utf8Formatter.TryFormat(number, frame.AsSpan(at), out written, new System.Buffers.StandardFormat('D', NumberLength));
        at = Put(frame, at + written, Padding);
        at = Put(frame, at, _end);
        return Client.Send(frame.AsMemory(0, at), cancellation);
    }

    private static int Put(byte[] frame, int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(frame.AsSpan(at));
        return at + part.Length;
    }
}
