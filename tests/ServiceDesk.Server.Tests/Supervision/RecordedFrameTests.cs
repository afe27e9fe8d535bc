using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Hubs;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

/// <summary>
/// Every frame to a visitor and to an agent who serves another queue's sessions, as it came off the wire, while staff do all that can be done with
/// a session. A field that is not listed here is a leak until somebody has thought about it.
/// </summary>
public sealed class RecordedFrameTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private const string Secret = "only among staff";

    private static readonly string[] Protocol = ["type", "target", "arguments", "invocationId", "result", "error", "ok", "value"];

    private static readonly string[] Conversation =
    [
        "conv", "epoch", "from", "to", "events", "skipped", "seq", "n", "a", "at", "sender", "senderName", "clientMsgId", "body", "text", "choices", "id", "label", "sources",
        "articleId", "title", "choiceId", "note", "kind", "args", "survey", "sessionId", "segment", "expiresAt", "member", "delivered", "read", "readSeq", "readN", "person", "name", "afterMs",
    ];

    // What the names of a note's people and queues are told by.
    private static readonly string[] NoteArguments = ["agent", "queue", "reason", "by", "from", "toAgent", "toQueue", "opensAt", "closesAt"];

    private static readonly string[] OfVisitor =
    [
        "conversationId", "phase", "version", "agentName", "position", "agentLost", "closesAt", "closeReason", "fallbacks", "opensAt", "zone", "score", "etaMin", "etaMax", "menu",
        "callBackSlots", "slotMinutes", "target", "callBackAt", "resumableUntil", "heads", "serverTime",
    ];

    private static readonly string[] OfAgent =
    [
        "mark", "conversationId", "visitorId", "visitorName", "channel", "entryPoint", "queue", "phase", "version", "agentId", "agentName", "visitorOnline", "locale", "page", "url",
        "startedAt", "enqueuedAt", "waitingOn", "waitingSince", "replyDueAt", "closesAt", "wrapUpUntil", "closeReason", "lastText", "why", "rating", "ratingComment", "head", "onHold",
        "consultingAgentId", "consultingAgentName", "monitored", "bargedAgentId", "bargedName", "staffConversationId", "round", "step", "offerId", "createdAt", "deadline", "serverTime",
        "fromAgent", "consult", "broadcast", "outcome", "reason", "presence", "awayReason", "connection", "load", "capacity", "routable", "sessions", "more",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R20_R21_frames_hold_only_listed_fields_and_nothing_of_what_staff_say_among_themselves()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        using var tab = await RawSocket.Greeted(desk.Served.Host.Chat, visitor, Cancellation);
        var lee = await StaffCredentials.SignIn(desk.Served.Host.Desk, TestDesk.Lee, TestDesk.Password, Cancellation);
        using var plain = await RawSocket.Greeted(lee, Cancellation);
        await plain.Say("""{"type":1,"invocationId":"rows","target":"Sessions","arguments":[{"view":"queue"}]}""" + RawSocket.End, Cancellation);

        await Everything(visitor, row);

        var toVisitor = (await tab.Hear("the end of it", Cancellation)).Heard;
        toVisitor.ShouldNotContain(Secret);
        Names(toVisitor).Except([.. Protocol, .. Conversation, .. NoteArguments, .. OfVisitor]).ShouldBeEmpty("to the visitor");
        await plain.Say("""{"type":1,"invocationId":"last","target":"Sessions","arguments":[{"view":"queue"}]}""" + RawSocket.End, Cancellation);
        var toAgent = (await plain.Hear("\"invocationId\":\"last\"", Cancellation)).Heard;
        Names(toAgent).Except([.. Protocol, .. Conversation, .. NoteArguments, .. OfAgent]).ShouldBeEmpty("to the agent");
        toAgent.ShouldNotContain("@demo.test");
        toVisitor.ShouldNotContain("@demo.test");
    }

    private async Task Everything(VisitorBot visitor, SessionRow row)
    {
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow();
        (await ana.Send(new SendRequest(staff.Conv, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = StaffMarks.Note }))).OrThrow();
        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        (await desk.Monitor.Whisper(new WhisperRequest(Guid.CreateVersion7(), row.SessionId, Secret))).OrThrow();
        await ana.Hold(await Command(row));
        await ana.Unhold(await Command(row));
        (await desk.Monitor.Barge(await Command(row))).OrThrow();
        await desk.Sam.Say(row.ConversationId, "A word of the supervisor", Cancellation);
        (await desk.Monitor.Unbarge(await Command(row))).OrThrow();
        (await desk.Monitor.TakeOver(await Command(row))).OrThrow();
        var now = await desk.Row(row.SessionId, Cancellation);
        await desk.Monitor.Requeue(new RequeueRequest(Guid.CreateVersion7(), row.SessionId, now.Version, "support", Confirmed: true));
        now = await desk.Row(row.SessionId, Cancellation);
        await desk.Monitor.Bump(new BumpRequest(Guid.CreateVersion7(), row.SessionId, now.Version));
        now = await desk.Row(row.SessionId, Cancellation);
        (await desk.Monitor.Assign(new AssignRequest(Guid.CreateVersion7(), row.SessionId, now.Version, desk.Ana.Credentials.User.Id))).OrThrow();
        await desk.Publish(d => d, Cancellation);
        await desk.Ana.Say(row.ConversationId, "Words of the agent", Cancellation);
        await visitor.Say("the end of it", Cancellation);
    }

    private async Task<VersionedCommand> Command(SessionRow row) => SupervisedDesk.Command(await desk.Row(row.SessionId, Cancellation));

    private static HashSet<string> Names(string frames)
    {
        var names = new HashSet<string>();
        // The last one may be cut where the reading stopped.
        foreach (var frame in frames.Split(RawSocket.End, StringSplitOptions.RemoveEmptyEntries).Where(f => f.EndsWith('}')))
        {
            using var json = JsonDocument.Parse(frame);
            Collect(json.RootElement, names);
        }

        return names;
    }

    private static void Collect(JsonElement element, HashSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                names.Add(property.Name);
                Collect(property.Value, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, names);
            }
        }
    }
}
