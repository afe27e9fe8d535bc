using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;
using AgentState = ServiceDesk.Decisions.Agents.AgentState;

namespace ServiceDesk.Server.Routing;

/// <summary>Turns the outcomes of a turn into rows: effects in their order first, then the states as they stand at its end.</summary>
internal sealed class TurnWriter(
    DeskDb db, TurnQueries queries, RoutingCore core, DateTimeOffset now, string node, IReadOnlyDictionary<long, NewSession> starts, TurnReport report)
{
    private readonly TurnRows _rows = new(db, queries);
    private readonly TurnStaffRooms _staff = new(db, now, report);
    private readonly Dictionary<long, List<EventRow>> _appended = [];
    private readonly Dictionary<long, (string? Queue, long? Agent)> _before = [];
    private readonly Dictionary<long, Segment> _closing = [];

    public async Task Write(CancellationToken cancellation)
    {
        var sessions = Sessions();
        var agents = report.Applied.SelectMany(a => a.Outcome.Agents).ToHashSet();
        var offers = report.Applied.SelectMany(a => a.Outcome.Offers).ToHashSet();
        var paces = report.Applied.SelectMany(a => a.Outcome.Paces).ToHashSet();
        await _rows.Load(sessions.ToDictionary(s => s.Id, s => s.ConversationId), agents, offers, paces, cancellation);
        await _staff.Load(_rows.Conversations.Keys, id => core.Session(id)?.ConversationId, cancellation);
        foreach (var row in _rows.Sessions.Values)
        {
            _before[row.Id] = (row.Queue, _rows.OpenAssignments.Find(a => a.SessionId == row.Id && a.State != AssignmentStates.Consult)?.AgentId);
        }

        foreach (var applied in report.Applied)
        {
            Record(applied);
            Begin(applied);
            foreach (var effect in applied.Outcome.Effects)
            {
                Follow(applied.Event, effect);
            }
        }

        var states = new TurnStates(db, core, now, _rows, report);
        sessions.ForEach(s => states.Keep(s, _before.GetValueOrDefault(s.Id), _closing.GetValueOrDefault(s.Id)));
        agents.Select(core.Agent).OfType<AgentState>().ToList().ForEach(states.Keep);
        offers.Select(core.Offer).OfType<OfferState>().ToList().ForEach(states.Keep);
        paces.Select(core.Pace).ToList().ForEach(states.Keep);
        report.Events.AddRange(_appended.Select(a => Committed(a.Key, a.Value)));
    }

    // What the core no longer knows was over and stored long before.
    private List<SessionState> Sessions() => report.Applied.SelectMany(a => a.Outcome.Sessions).Distinct().Order()
        .Select(core.Session).OfType<SessionState>().ToList();

    private void Record(AppliedEvent applied)
    {
        var (e, outcome, commandId, result) = applied;
        db.RoutingEvents.Add(new RoutingEventRow
        {
            Domain = DomainMemory.Domain,
            Seq = e.Seq,
            At = e.At,
            CommandId = commandId,
            Type = e.GetType().Name,
            Payload = RoutingJson.Write(e),
            Result = RoutingJson.Write(result),
        });
        // A repeat of what was so already is no deed.
        if (outcome is { Refusal: null, Changed: true }
            && Audited.Of(e, id => _before.TryGetValue(id, out var was) ? was.Queue : null) is { } audit)
        {
            db.Audit.Add(audit);
        }

        for (var ord = 0; ord < outcome.Effects.Count; ord++)
        {
            var effect = outcome.Effects[ord];
            var about = EffectSubject.Of(effect);
            db.RoutingEffects.Add(new RoutingEffectRow
            {
                Domain = DomainMemory.Domain,
                Seq = e.Seq,
                Ord = ord,
                Type = effect.GetType().Name,
                SessionId = about.SessionId,
                AgentId = about.AgentId,
                Queue = about.Queue,
                Payload = RoutingJson.Write(effect),
            });
        }
    }

    // A segment starts: nobody owes a word, and what was said before it counts no longer.
    private void Begin(AppliedEvent applied)
    {
        if (applied.Event is not SessionStarted { SessionId: var id } e || applied.Outcome.SessionId != id || _rows.Sessions.ContainsKey(id))
        {
            return;
        }

        var (state, start) = (core.Session(id)!, starts[id]);
        var conversation = _rows.Conversations[state.ConversationId];
        (conversation.WaitingOn, conversation.WaitingSince, conversation.LastPublicSeq) = (WaitingOnWords.Nobody, null, 0);
        var row = new Session
        {
            Id = id,
            Domain = DomainMemory.Domain,
            ConversationId = conversation.Id,
            VisitorId = state.VisitorId,
            EntryPoint = state.EntryPoint,
            Channel = core.Desk.EntryPoints.First(p => p.Key == state.EntryPoint).Channel,
            SourceUrl = start.Page.Url,
            SourceTitle = start.Page.Title,
            Locale = start.Locale,
            State = StateNames.Of(state.Status),
            Segment = 1,
            StartedAt = state.CreatedAt,
            Core = "",
        };
        db.Sessions.Add(row);
        _rows.Sessions[id] = row;
        _rows.OpenSegments[id] = new Segment { SessionId = id, No = 1, FromSeq = conversation.HeadSeq + 1, StartedAt = e.At };
        db.Add(_rows.OpenSegments[id]);
        Append(conversation, SystemNotes.SessionStarted);
    }

    private void Follow(RoutingEvent cause, RoutingEffect effect)
    {
        switch (effect)
        {
            // The note of the end says the same, with its reason.
            case SystemNote { Kind: NoteKinds.ClosedSilence }:
                break;
            case SystemNote note:
                Append(_rows.Conversations[note.ConversationId], SystemNotes.Of(note, core.Desk));
                break;
            case ResponderChanged changed:
                _rows.Conversations[changed.ConversationId].Responder = changed.Responder;
                break;
            case BotStarted started when cause is SessionStarted:
                Send(new BotTurnDue(started.SessionId, Row(started.SessionId).ConversationId, 0), Row(started.SessionId).ConversationId);
                break;
            case BotStarted started when cause is MessagePosted posted:
                Send(new BotTurnDue(started.SessionId, Row(started.SessionId).ConversationId, posted.ConversationSeq), Row(started.SessionId).ConversationId);
                break;
            case BotStarted started when cause is WaitCancelled or FallbackChosen:
                Append(_rows.Conversations[Row(started.SessionId).ConversationId], SystemNotes.WaitCancelled);
                break;
            case AssignmentOpened opened:
                Open(opened);
                break;
            case AssignmentChanged changed:
                var kept = Assignment(changed.SessionId, changed.AgentId);
                (kept.State, kept.WrapUpUntil, kept.Weight) = (AssignmentStates.Of(changed.State), changed.Until, changed.Weight);
                break;
            case AssignmentClosed closed:
                Close(closed);
                break;
            case ConsultOpened opened:
                Add(Row(opened.SessionId), opened.AgentId, opened.From, AssignmentStates.Consult);
                _staff.Join(Row(opened.SessionId).ConversationId, Persons.Agent(opened.AgentId), StaffRoom.Consultant);
                break;
            case ConsultClosed closed:
                Finish(closed.SessionId, closed.AgentId, closed.To);
                _staff.Leave(Row(closed.SessionId).ConversationId, Persons.Agent(closed.AgentId));
                break;
            case BargeOpened barge:
                BargeIn(barge);
                break;
            case BargeClosed barge:
                BargeOut(barge);
                break;
            case Resumed resumed:
                GoOn(resumed, cause);
                break;
            case Deferred deferred:
                CloseSegment(deferred.SessionId, "deferred");
                _staff.EndOverseeing(Row(deferred.SessionId).ConversationId);
                break;
            case SessionEnded ended:
                CloseSegment(ended.SessionId, ended.Reason);
                _staff.EndOverseeing(Row(ended.SessionId).ConversationId);
                AskForRating(ended);
                break;
        }
    }

    private void Open(AssignmentOpened opened)
    {
        var session = Row(opened.SessionId);
        Add(session, opened.AgentId, opened.From, AssignmentStates.Active);
        session.AgentId = opened.AgentId;
        var conversation = _rows.Conversations[session.ConversationId];
        conversation.FirstReplyDue = true;
        if (conversation.WaitingOn == WaitingOnWords.Visitor)
        {
            // The word that the visitor owed was owed to the bot or agent before; silence must not count from there and close
            // the session under an agent who has just come.
            (conversation.WaitingOn, conversation.WaitingSince) = (WaitingOnWords.Nobody, null);
        }

        Join(session.ConversationId, Persons.Agent(opened.AgentId));
        _staff.Join(session.ConversationId, Persons.Agent(opened.AgentId), StaffRoom.Agent);
    }

    private void BargeIn(BargeOpened barge)
    {
        var person = Persons.Agent(barge.SupervisorId);
        _rows.Conversations[barge.ConversationId].Barged = person;
        Join(barge.ConversationId, person);
        _staff.Join(barge.ConversationId, person, StaffRoom.Supervisor);
    }

    private void BargeOut(BargeClosed barge)
    {
        _rows.Conversations[barge.ConversationId].Barged = null;
        // Whoever took the session over stays as its agent.
        if (!_rows.OpenAssignments.Exists(a => a.SessionId == barge.SessionId && a.AgentId == barge.SupervisorId && a.State != AssignmentStates.Consult))
        {
            Leave(barge.ConversationId, Persons.Agent(barge.SupervisorId));
        }
    }

    private void Close(AssignmentClosed closed)
    {
        Finish(closed.SessionId, closed.AgentId, closed.To);
        Leave(Row(closed.SessionId).ConversationId, Persons.Agent(closed.AgentId));
        _staff.Leave(Row(closed.SessionId).ConversationId, Persons.Agent(closed.AgentId));
    }

    private void Leave(long conversationId, string person)
    {
        if (_rows.Members.TryGetValue((conversationId, person), out var member))
        {
            member.LeftAt = now;
        }

        report.Rooms.Add(new RoomChange(person, HubGroups.Conversation(conversationId), Joins: false));
    }

    private void Add(Session session, long agentId, DateTimeOffset from, string state)
    {
        var assignment = new Assignment
        {
            SessionId = session.Id,
            Segment = session.Segment,
            AgentId = agentId,
            From = from,
            Weight = 1,
            State = state,
        };
        db.Assignments.Add(assignment);
        _rows.OpenAssignments.Add(assignment);
    }

    private void Finish(long sessionId, long agentId, DateTimeOffset to)
    {
        var assignment = Assignment(sessionId, agentId);
        (assignment.State, assignment.To) = (AssignmentStates.Done, to);
        _rows.OpenAssignments.Remove(assignment);
    }

    // A new member has read up to where it joins; one who returns keeps its mark.
    private void Join(long conversationId, string person)
    {
        if (_rows.Members.TryGetValue((conversationId, person), out var member))
        {
            member.LeftAt = null;
        }
        else
        {
            var head = _rows.Conversations[conversationId];
            member = new Member
            {
                ConversationId = conversationId,
                Person = person,
                Role = "agent",
                JoinedAt = now,
                ReadSeq = head.HeadSeq,
                ReadN = head.HeadN,
                ReadA = head.HeadA,
                DeliveredSeq = head.HeadSeq,
            };
            db.Members.Add(member);
            _rows.Members[(conversationId, person)] = member;
        }

        report.Rooms.Add(new RoomChange(person, HubGroups.Conversation(conversationId), Joins: true));
    }

    // The word that brought it back stands in the conversation already and belongs to the new segment.
    private void GoOn(Resumed resumed, RoutingEvent cause)
    {
        var session = Row(resumed.SessionId);
        var conversation = _rows.Conversations[session.ConversationId];
        var from = cause is MessagePosted posted ? posted.ConversationSeq : conversation.HeadSeq + 1;
        if (_closing.Remove(session.Id, out var before))
        {
            before.ToSeq = from - 1;
        }

        session.Segment = resumed.Segment;
        _rows.OpenSegments[session.Id] = new Segment { SessionId = session.Id, No = resumed.Segment, FromSeq = from, StartedAt = now };
        db.Add(_rows.OpenSegments[session.Id]);
    }

    private void CloseSegment(long sessionId, string reason)
    {
        if (_rows.OpenSegments.Remove(sessionId, out var segment))
        {
            (segment.EndedAt, segment.CloseReason) = (now, reason);
            _closing[sessionId] = segment;
        }
    }

    private void AskForRating(SessionEnded ended)
    {
        if (ended.SurveyDue)
        {
            var session = Row(ended.SessionId);
            var at = core.Session(session.Id)?.EndedAt ?? now;
            Send(new SurveyDue(session.Id, session.Segment, session.ConversationId, at), session.ConversationId);
        }
    }

    private void Append(Conversation conversation, Contracts.SystemNote note)
    {
        var row = ConversationAppend.Append(db, conversation, SystemNotes.Event(note), now);
        if (!_appended.TryGetValue(conversation.Id, out var rows))
        {
            _appended[conversation.Id] = rows = [];
        }

        rows.Add(row);
    }

    private void Send<T>(T message, long conversationId)
        where T : notnull
    {
        db.Outbox.Add(OutboxRows.Of(message, conversationId, node, now));
        report.WroteOutbox = true;
    }

    private CommittedEvents Committed(long conversation, List<EventRow> rows) => CommittedEvents.Of(_rows.Conversations[conversation], rows);

    private Session Row(long sessionId) => _rows.Sessions[sessionId];

    private Assignment Assignment(long sessionId, long agentId) =>
        _rows.OpenAssignments.First(a => a.SessionId == sessionId && a.AgentId == agentId);
}
