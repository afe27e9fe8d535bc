using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

/// <summary>Rule B2, S14, S18: what a supervisor does from the board, by the real hubs.</summary>
public sealed class SupervisionTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Monitoring_is_shown_to_staff_audited_and_leaves_no_trace_for_the_visitor()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        await Settled(visitor, row);
        var (pushed, told, ticks) = (visitor.Inbox.Pushes.Count, visitor.Inbox.Sessions.Count, visitor.Inbox.Ticks.Count);

        var command = new SessionCommand(Guid.CreateVersion7(), row.SessionId);
        (await desk.Monitor.Monitor(command)).OrThrow().Monitored.ShouldBeTrue();
        var again = (await desk.Monitor.Monitor(command)).OrThrow();
        (again.Monitored, again.Version).ShouldBe((true, row.Version));
        await Eventually.True(() => desk.Ana.Inbox.Sessions.Any(s => s.SessionId == row.SessionId && s.Monitored), Cancellation);
        (await (await desk.Sam.Hub(Cancellation)).Watch(new WatchRequest(row.ConversationId))).OrThrow();
        await desk.Monitor.Unmonitor(command);
        (await desk.Row(row.SessionId, Cancellation)).Monitored.ShouldBeFalse();

        // What comes after it has come; nothing came before it.
        await desk.Ana.Say(row.ConversationId, "One moment", Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Text == "One moment"), Cancellation);
        visitor.Inbox.Pushes.Skip(pushed).SelectMany(p => p.Events).Select(e => e.Sender).ShouldBe([desk.Ana.Person]);
        visitor.Inbox.Sessions.Skip(told).ShouldAllBe(s => s.Version == row.Version);
        visitor.Inbox.Sessions.Count.ShouldBeLessThanOrEqualTo(told + 1, "only what the agent's word changed is pushed");
        visitor.Inbox.Ticks.Skip(ticks).ShouldAllBe(t => t.Member != desk.Sam.Person);
        (await desk.Audit($"session:{row.SessionId}", Cancellation)).Select(a => (a.Who, a.What, a.Queue))
            .ShouldBe([(desk.Sam.Person, "session.monitor", "sales"), (desk.Sam.Person, "session.unmonitor", "sales")]);
    }

    [Fact]
    public async Task Monitoring_ends_with_the_connection_that_began_it_and_with_the_session()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var connection = await desk.Connect();
        (await connection.As<IMonitorHub>(Cancellation).Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        // Told of the beginning first: what was told before it says the same as what is told of the end.
        await Told(monitored: true);
        var staff = (await desk.Row(row.SessionId, Cancellation)).StaffConversationId!.Value;
        desk.Served.Member(staff, desk.Sam.Person).LeftAt.ShouldBeNull();
        await connection.DisposeAsync();
        await Told(monitored: false);
        await Eventually.True(() => desk.Served.Member(staff, desk.Sam.Person).LeftAt is not null, Cancellation);

        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        desk.Served.Member(staff, desk.Sam.Person).LeftAt.ShouldBeNull();
        (await desk.Monitor.End(SupervisedDesk.Command(row))).OrThrow().Monitored.ShouldBeFalse();
        desk.Served.Member(staff, desk.Sam.Person).LeftAt.ShouldNotBeNull();
        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).Error!.Code.ShouldBe(ErrorCodes.ConversationClosed);

        Task Told(bool monitored) => Eventually.True(
            () => desk.Sam.Inbox.Sessions.LastOrDefault(s => s.SessionId == row.SessionId)?.Monitored == monitored, Cancellation);
    }

    [Fact]
    public async Task A_whisper_reaches_the_agent_marked_once_and_with_its_audit_row()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var whisper = new WhisperRequest(Guid.CreateVersion7(), row.SessionId, "Offer a voucher");
        var ack = (await desk.Monitor.Whisper(whisper)).OrThrow();
        (await desk.Monitor.Whisper(whisper)).OrThrow().ShouldBe(ack with { Duplicate = true });
        (await desk.Monitor.Whisper(whisper with { Text = "Offer two" })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        var staff = (await desk.Row(row.SessionId, Cancellation)).StaffConversationId!.Value;
        await Eventually.True(() => desk.Ana.Inbox.Pushes.Any(p => p.Conv == staff), Cancellation);
        var said = desk.Ana.Inbox.Pushes.Where(p => p.Conv == staff).SelectMany(p => p.Events).DistinctBy(e => e.Seq).ShouldHaveSingleItem();
        (said.Body.Mark, said.Body.Text, said.SenderName).ShouldBe((StaffMarks.Whisper, "Offer a voucher", "Sam"));
        (await desk.Audit($"session:{row.SessionId}", Cancellation)).ShouldHaveSingleItem().What.ShouldBe("session.whisper");
    }

    [Fact]
    public async Task I2_who_barges_in_posts_beside_the_agent_and_the_visitor_is_told_who_joined()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var sam = await desk.Sam.Hub(Cancellation);
        SendRequest Word(string text) => new(row.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text });
        (await sam.Send(Word("too early"))).Error!.Code.ShouldBe(ErrorCodes.NotResponder);

        var command = SupervisedDesk.Command(row);
        (await desk.Monitor.Barge(command with { CommandId = Guid.CreateVersion7(), Version = row.Version + 5 })).Error!.Code
            .ShouldBe(ErrorCodes.VersionConflict);
        var beside = (await desk.Monitor.Barge(command)).OrThrow();
        (beside.BargedName, beside.AgentName, beside.Version).ShouldBe(("Sam", "Ana", row.Version + 1));
        (await desk.Monitor.Barge(command)).OrThrow().Version.ShouldBe(beside.Version);
        (await sam.Send(Word("I am Ana's supervisor"))).OrThrow();
        await desk.Ana.Say(row.ConversationId, "And I am still here", Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Text == "And I am still here"), Cancellation);
        visitor.Seen.Where(e => e.Body.Note is { Kind: NoteKinds.AgentJoined }).Select(e => e.Body.Note!.Args["agent"]).ShouldBe(["Ana", "Sam"]);

        (await desk.Monitor.Unbarge(SupervisedDesk.Command(beside))).OrThrow().BargedAgentId.ShouldBeNull();
        (await sam.Send(Word("too late"))).Error!.Code.ShouldBe(ErrorCodes.NotResponder);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Note is { Kind: NoteKinds.AgentLeft } n && n.Args["agent"] == "Sam"), Cancellation);
        (await desk.Audit($"session:{row.SessionId}", Cancellation)).Select(a => a.What).ShouldBe(["session.barge", "session.unbarge"]);
    }

    [Fact]
    public async Task The_agents_first_word_is_the_agents_also_when_a_supervisor_spoke_before()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        (await desk.Monitor.Barge(SupervisedDesk.Command(row))).OrThrow();
        await desk.Sam.Say(row.ConversationId, "Good morning", Cancellation);
        desk.Served.Row(row.ConversationId).FirstReplyDue.ShouldBeTrue();
        await desk.Ana.Say(row.ConversationId, "Good morning from me", Cancellation);
        desk.Served.Row(row.ConversationId).FirstReplyDue.ShouldBeFalse();
    }

    [Fact]
    public async Task Case_62_of_a_barge_or_take_over_and_an_end_at_the_same_time_one_wins_and_the_other_changes_nothing()
    {
        await desk.Sam.Choose(Presence.Busy, Cancellation);
        for (var i = 0; i < 6; i++)
        {
            var (visitor, row) = await desk.Session(Cancellation);
            await using var _ = visitor;
            var ana = await desk.Ana.Hub(Cancellation);
            var own = Task.Run(async () => (await ana.End(SupervisedDesk.Command(row))).Error?.Code, Cancellation);
            var ordered = Task.Run(
                async () => (i % 2 == 0
                    ? await desk.Monitor.Barge(SupervisedDesk.Command(row))
                    : await desk.Monitor.TakeOver(SupervisedDesk.Command(row))).Error?.Code,
                Cancellation);
            string?[] codes = [await own, await ordered];

            codes.Count(c => c is null).ShouldBe(1, string.Join(", ", codes));
            codes.OfType<string>().ShouldHaveSingleItem().ShouldBe(ErrorCodes.VersionConflict);
            var now = await desk.Row(row.SessionId, Cancellation);
            (now.Phase == SessionPhase.Ended).ShouldBe(codes[0] is null);
            (await desk.Audit($"session:{row.SessionId}", Cancellation)).Count.ShouldBe(codes[1] is null ? 1 : 0);
            if (now.Phase != SessionPhase.Ended)
            {
                (await desk.Monitor.End(SupervisedDesk.Command(now))).OrThrow();
            }
        }
    }

    [Fact]
    public async Task A_session_that_waits_is_bumped_and_ended_each_once_however_often_it_is_sent()
    {
        await desk.Ana.Choose(Presence.Busy, Cancellation);
        await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var row = await desk.Row(session.SessionId, Cancellation);

        var bump = new BumpRequest(Guid.CreateVersion7(), row.SessionId, row.Version);
        var bumped = (await desk.Monitor.Bump(bump)).OrThrow();
        (await desk.Monitor.Bump(bump)).OrThrow().Version.ShouldBe(bumped.Version);
        (await desk.Monitor.Bump(bump with { Seconds = 60 })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        (await desk.Monitor.Bump(bump with { CommandId = Guid.CreateVersion7() })).Error!.Code.ShouldBe(ErrorCodes.VersionConflict);
        (await desk.Monitor.Bump(bump with { CommandId = Guid.CreateVersion7(), Seconds = 0 })).Error!.Code.ShouldBe(ErrorCodes.Invalid);

        var end = SupervisedDesk.Command(bumped);
        (await desk.Monitor.End(end)).OrThrow().CloseReason.ShouldBe("supervisor");
        (await desk.Monitor.End(end)).OrThrow().Phase.ShouldBe(SessionPhase.Ended);
        (await desk.Audit($"session:{row.SessionId}", Cancellation)).Select(a => (a.What, a.Details)).ShouldBe([("session.bump", "300 s"), ("session.end", null)]);
        await desk.Ana.Choose(Presence.Online, Cancellation);
    }

    [Fact]
    public async Task An_agent_whom_a_supervisor_sets_to_away_is_shown_why()
    {
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);
        await lee.Choose(Presence.Busy, Cancellation);
        var id = lee.Credentials.User.Id;
        var command = new SetAgentPresenceRequest(Guid.CreateVersion7(), id, Presence.Away, "Training");
        var self = (await desk.Monitor.SetAgentPresence(command)).OrThrow();
        (self.AgentId, self.Presence, self.AwayReason).ShouldBe((id, Presence.Away, "Training"));
        (await desk.Monitor.SetAgentPresence(command)).OrThrow().ShouldBe(self);
        await Eventually.True(() => lee.Inbox.Selves.Any(s => s is { Presence: Presence.Away, AwayReason: "Training" }), Cancellation);
        var deed = (await desk.Audit($"agent:{id}", Cancellation)).ShouldHaveSingleItem();
        (deed.Who, deed.What, deed.Details).ShouldBe((desk.Sam.Person, "agent.presence", "Away, Training"));
        (await desk.Monitor.SetAgentPresence(command with { CommandId = Guid.CreateVersion7(), Now = true })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await desk.Monitor.SetAgentPresence(command with { CommandId = Guid.CreateVersion7(), AgentId = 987_654 })).Error!.Code.ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task A_supervisor_of_some_queues_finds_nothing_of_the_others()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var sam = desk.Sam.Credentials.User.Id;
        await desk.Publish(d => d with { Supervisors = [new(sam, ["support"])] }, Cancellation);
        var command = new SessionCommand(Guid.CreateVersion7(), row.SessionId);
        string?[] codes =
        [
            (await desk.Monitor.Monitor(command)).Error?.Code,
            (await desk.Monitor.Whisper(new WhisperRequest(Guid.CreateVersion7(), row.SessionId, "Hello"))).Error?.Code,
            (await desk.Monitor.Barge(SupervisedDesk.Command(row))).Error?.Code,
            (await desk.Monitor.Unbarge(SupervisedDesk.Command(row))).Error?.Code,
            (await desk.Monitor.TakeOver(SupervisedDesk.Command(row))).Error?.Code,
            (await desk.Monitor.Assign(new AssignRequest(Guid.CreateVersion7(), row.SessionId, row.Version, sam))).Error?.Code,
            (await desk.Monitor.Requeue(new RequeueRequest(Guid.CreateVersion7(), row.SessionId, row.Version, "support"))).Error?.Code,
            (await desk.Monitor.Bump(new BumpRequest(Guid.CreateVersion7(), row.SessionId, row.Version))).Error?.Code,
            (await desk.Monitor.End(SupervisedDesk.Command(row))).Error?.Code,
            (await (await desk.Sam.Hub(Cancellation)).Watch(new WatchRequest(row.ConversationId))).Error?.Code,
            (await (await desk.Sam.Hub(Cancellation)).StaffConversation(new StaffConversationRequest(row.SessionId))).Error?.Code,
        ];
        codes.ShouldAllBe(c => c == ErrorCodes.NotFound);
        (await desk.Monitor.Board(new BoardRequest(["sales"]))).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        (await desk.Monitor.Board(new BoardRequest())).OrThrow().Queues.Select(q => q.Id).ShouldBe(["support"]);
        (await (await desk.Sam.Hub(Cancellation)).Sessions(new SessionsRequest(SessionsView.All))).OrThrow().Sessions
            .ShouldAllBe(s => s.Queue == "support" || s.AgentId == sam, "what Sam serves or wraps up stays in sight");

        await desk.Publish(d => d with { Supervisors = [] }, Cancellation);
        (await desk.Row(row.SessionId, Cancellation)).Version.ShouldBe(row.Version);
        (await desk.Audit($"session:{row.SessionId}", Cancellation)).ShouldBeEmpty();
        (await desk.Monitor.Monitor(command)).OrThrow().Monitored.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_start_nobody_monitors_but_who_barged_in_stays()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var (other, elsewhere) = await desk.Session(Cancellation);
        await using var __ = other;
        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        (await desk.Monitor.Barge(SupervisedDesk.Command(elsewhere))).OrThrow();
        var start = new MonitoringStart(desk.Served.Host.Get<DeskDbs>(), desk.Served.Host.Get<TimeProvider>());

        await start.StartAsync(Cancellation);

        var rooms = await Task.WhenAll(desk.Row(row.SessionId, Cancellation), desk.Row(elsewhere.SessionId, Cancellation));
        desk.Served.Member(rooms[0].StaffConversationId!.Value, desk.Sam.Person).LeftAt.ShouldNotBeNull();
        desk.Served.Member(rooms[1].StaffConversationId!.Value, desk.Sam.Person).LeftAt.ShouldBeNull();
        desk.Served.Member(rooms[0].StaffConversationId!.Value, desk.Ana.Person).LeftAt.ShouldBeNull();
    }

    // The agent's joining and the states of it have arrived.
    private async Task Settled(VisitorBot visitor, SessionRow row)
    {
        await desk.Ana.Say(row.ConversationId, "Hello", Cancellation);
        await Eventually.True(
            () => visitor.Seen.Any(e => e.Body.Text == "Hello") && visitor.Inbox.Sessions.Any(s => s.Version == row.Version), Cancellation);
        // What was spoken is pushed a few times a second.
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
    }
}
