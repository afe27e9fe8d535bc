using ServiceDesk.Contracts;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Judges the posts of a group one after the other and collects what the transaction is to store of those admitted.</summary>
/// <param name="db">Takes what is stored seldom.</param>
internal sealed class GroupAppend(DeskDb db, GroupFacts facts, ChangeOptions changes, string node, DateTimeOffset at)
{
    private readonly EventChanges _changes = new(facts, changes, at);
    private readonly List<EventRow> _appended = [];
    private readonly HashSet<Conversation> _advanced = [];
    private readonly HashSet<Member> _marked = [];
    private readonly HashSet<long> _turned = [];
    private readonly List<OutboxRow> _outbox = [];
    private readonly List<Consumed> _consumed = [];

    /// <summary>New events in their order.</summary>
    public IReadOnlyList<EventRow> Appended => _appended;

    public bool WroteOutbox => _outbox.Count > 0;

    /// <summary>Conversations in which the next word is owed by somebody else now, or since another one.</summary>
    public IReadOnlySet<long> Turned => _turned;

    public Reply<Ack> Decide(HashedPost hashed)
    {
        var post = hashed.Post;
        if (post.Consumed is { } effect && facts.Consumed.Contains(effect))
        {
            return new Ack(0, 0, at, Duplicate: true);
        }

        if (!facts.Conversations.TryGetValue(post.ConversationId, out var conversation))
        {
            return NotFound;
        }

        // A repeat is answered as the first time, whatever became of the session since.
        if (facts.Known.TryGetValue((post.ConversationId, post.Sender, post.ClientMsgId), out var known)
#if PLANTED_FAULTS
            && !Setup.PlantedFaults.Forgets(known)
#endif
        )
        {
            return Repeated(hashed, known);
        }

        if (_changes.IsErased(post))
        {
            return new Ack(0, 0, at, Duplicate: true);
        }

        var member = facts.Members.GetValueOrDefault((post.ConversationId, post.Sender));
        if ((Refusal(post, conversation, member) ?? post.Blocked ?? _changes.Refusal(post, conversation) ?? facts.Attachments.Refusal(post, at)) is { } refusal)
        {
            return refusal;
        }

        var row = Append(hashed, conversation, member);
        return new Ack(row.Seq, row.N, row.At, Duplicate: false);
    }

    /// <summary>Stores it in the transaction under way. False when there is nothing to store.</summary>
    public async Task<bool> Store(LogStatements statements, CancellationToken cancellation)
    {
        var seldom = db.ChangeTracker.HasChanges();
        if (_appended.Count + _consumed.Count == 0 && !seldom)
        {
            return false;
        }

        All(statements.Heads, _advanced);
        All(statements.Pins, _changes.Pinned);
        All(statements.Event, _appended);
        All(statements.Marks, _marked);
        All(statements.Outbox, _outbox);
        All(statements.Consumed, _consumed);
        if (seldom)
        {
            await db.SaveChangesAsync(cancellation);
        }

        return true;
    }

    private static void All<T>(PreparedWrite<T> statement, IReadOnlyCollection<T> rows)
    {
        foreach (var row in rows)
        {
            statement.Run(row);
        }
    }

    private static Error NotFound => new(ErrorCodes.NotFound, "There is no such conversation.");

    private static Error Closed => new(ErrorCodes.ConversationClosed, "No session is open in this conversation.");

    private Reply<Ack> Repeated(HashedPost hashed, EventRow known)
    {
        // What was erased has nothing left to compare with, and whoever still sends it must come to an end.
        if (!(known.BodyHash is { } hash ? hashed.Hash.AsSpan().SequenceEqual(hash) : EventBodies.IsPurged(known)))
        {
            return new Error(ErrorCodes.IdempotencyConflict, "This id was used before with another body; the first one stays.");
        }

        Consume(hashed.Post);
        return new Ack(known.Seq, known.N, known.At, Duplicate: true);
    }

    private Error? Refusal(Post post, Conversation conversation, Member? member) => post.Admission switch
    {
#if PLANTED_FAULTS
        Admission.Responder when Setup.PlantedFaults.Is(Setup.PlantedFault.LateOwner) && member is not null => null,
#endif
        Admission.Eraser => null,
        // Whatever else the right: what is said among staff stays there, and what is meant for the visitor does not get lost there.
        var right when right is Admission.Staff != (conversation.Kind == ConversationKinds.Staff) => NotFound,
        Admission.Visitor or Admission.VisitorChange when Persons.Visitor(conversation.VisitorId ?? "") != post.Sender => NotFound,
        Admission.Visitor or Admission.VisitorChange when member is null or { LeftAt: not null } =>
            new(ErrorCodes.NotMember, "The sender is not a member of this conversation."),
        Admission.Visitor when conversation.OpenSession is null && !GoesOn(conversation) => Closed,
        Admission.Responder when conversation.OpenSession is null => Closed,
        Admission.Overseer when conversation.OpenSession is null && post.Type == EventTypes.Announcement => Closed,
        Admission.Responder responder when conversation.Responder != responder.Person && conversation.Barged != responder.Person =>
            new(ErrorCodes.NotResponder, "The sender does not serve this session."),
        Admission.Ticket ticket when facts.Tickets.GetValueOrDefault(ticket.Id) != conversation.Id => NotFound,
        Admission.Survey survey when facts.Sessions.GetValueOrDefault(survey.SessionId) != conversation.Id => NotFound,
        _ => null,
    };

    // What is over goes on with the visitor's next word, in time (S20).
    private bool GoesOn(Conversation conversation) => conversation is { ResumeSession: not null, ResumeUntil: { } until } && at < until;

    private EventRow Append(HashedPost hashed, Conversation conversation, Member? member)
    {
        var post = hashed.Post;
        var (body, json) = post.Attachments.Count == 0 ? (post.Body, hashed.Json) : (facts.Attachments.Body(post), null);
        var row = ConversationAppend.Place(
            conversation, new NewEvent(post.Sender, post.SenderName, post.Type, post.ClientMsgId, hashed.Hash, body, json), at);
        facts.Attachments.Sent(post, row.Seq);
        _appended.Add(row);
        _advanced.Add(conversation);
        facts.Earlier[(row.ConversationId, row.Seq)] = row;
        _changes.Apply(post, conversation, row);
        facts.Attachments.Recalled(db, post);
        Mention(post, conversation, row);
        facts.Known[(post.ConversationId, post.Sender, post.ClientMsgId)] = row;
        AdvanceOwnMark(member, row);
        Consume(post);
        if (post.Deed is { } deed)
        {
            db.Audit.Add(new AuditRow { At = at, Who = post.Sender, What = deed.What, OnWhat = deed.OnWhat, Queue = deed.Queue, Details = deed.Details });
        }

        // What only changes an earlier message answers nobody.
        if (post.Admission is Admission.Visitor)
        {
            VisitorSpoke(conversation, row);
        }
        else if (post.Admission is Admission.Responder && post.Type == EventTypes.Message)
        {
            ServiceSpoke(conversation, row);
        }

        return row;
    }

    private void Mention(Post post, Conversation conversation, EventRow row)
    {
        foreach (var person in (post.Body.Mentions ?? []).Distinct().Where(p => p != MentionNames.All && p != post.Sender))
        {
            db.Mentions.Add(new Mention { Person = person, ConversationId = conversation.Id, Seq = row.Seq });
        }
    }

    // Own messages are never unread.
    private void AdvanceOwnMark(Member? member, EventRow row)
    {
        if (member is not null)
        {
            _marked.Add(member);
            member.ReadSeq = row.Seq;
            member.ReadN = row.N;
            member.ReadA = row.A;
            member.DeliveredSeq = row.Seq;
        }
    }

    private void VisitorSpoke(Conversation conversation, EventRow row)
    {
        // The answer is owed since the first word that has none.
        if (conversation.WaitingOn != WaitingOnWords.Service)
        {
            conversation.WaitingOn = WaitingOnWords.Service;
            conversation.WaitingSince = row.At;
            _turned.Add(conversation.Id);
        }

        conversation.LastPublicSeq = row.Seq;
        conversation.VisitorSpokeAt = row.At;
        TellRouter(conversation, row);
        if (Persons.IsBot(conversation.Responder))
        {
            Outbox(new BotTurnDue(conversation.OpenSession!.Value, conversation.Id, row.Seq), conversation.Id);
        }
    }

    private void ServiceSpoke(Conversation conversation, EventRow row)
    {
        conversation.WaitingOn = WaitingOnWords.Visitor;
        conversation.WaitingSince = row.At;
        _turned.Add(conversation.Id);
        conversation.LastPublicSeq = row.Seq;
        TellRouter(conversation, row);
        // The word of a supervisor beside the agent is not the agent's first.
        if (conversation.FirstReplyDue && Persons.IsAgent(row.Sender) && row.Sender == conversation.Responder)
        {
            conversation.FirstReplyDue = false;
            Outbox(
                new LogNotice(LogNoticeKinds.FirstReply, conversation.OpenSession!.Value, conversation.Id, row.Seq, row.At),
                conversation.Id);
        }
    }

    private void TellRouter(Conversation conversation, EventRow row)
    {
        var kind = conversation.OpenSession is null ? LogNoticeKinds.MessageAfterEnd : LogNoticeKinds.Message;
        if ((conversation.OpenSession ?? conversation.ResumeSession) is { } session && (conversation.Listening || conversation.OpenSession is null))
        {
            Outbox(new LogNotice(kind, session, conversation.Id, row.Seq, row.At), conversation.Id);
        }
    }

    private void Consume(Post post)
    {
        if (post.Consumed is { } effect && facts.Consumed.Add(effect))
        {
            _consumed.Add(new Consumed { Consumer = effect.Consumer, EventId = effect.EventId, At = at });
        }
    }

    private void Outbox<T>(T message, long conversationId)
        where T : notnull => _outbox.Add(OutboxRows.Of(message, conversationId, node, at));
}
