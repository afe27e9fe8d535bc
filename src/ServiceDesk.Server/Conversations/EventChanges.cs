using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Messages;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Edits, recalls, reactions, pins, quotes and mentions of a group: whether what they name allows them, and what becomes of it. Text
/// that an edit or a recall takes away leaves the rows in the same transaction.
/// </summary>
internal sealed class EventChanges(GroupFacts facts, ChangeOptions options, DateTimeOffset at)
{
    private readonly HashSet<Conversation> _pinned = [];

    /// <summary>Conversations whose pins are others than before.</summary>
    public IReadOnlyCollection<Conversation> Pinned => _pinned;

    public Error? Refusal(Post post, Conversation conversation) =>
        (EventTypes.IsChange(post.Type) ? ChangeRefusal(post, conversation) : null)
        ?? QuoteRefusal(post) ?? MentionRefusal(post);

    /// <summary>After the event got its place.</summary>
    public void Apply(Post post, Conversation conversation, EventRow row)
    {
        switch (post.Type)
        {
            case EventTypes.Edit:
                Edit(Target(post)!, conversation, row, post.Body.Text!);
                break;
            case EventTypes.Recall when post.Admission is Admission.Eraser:
                Erase(Target(post)!, conversation, row);
                break;
            case EventTypes.Recall:
                Recall(Target(post)!, conversation, row, post.Body.Reason);
                break;
            case EventTypes.Pin:
                Pin(conversation, post.Body);
                break;
            default:
                row.Quoted = post.Body.ReplyTo is { } quoted ? facts.Earlier[(post.ConversationId, quoted)] : null;
                break;
        }
    }

    /// <summary>Whether the post erases what is erased already: asked again, or by somebody else at the same time.</summary>
    public bool IsErased(Post post) => post.Admission is Admission.Eraser && Target(post) is { } target && EventBodies.IsPurged(target);

    private EventRow? Target(Post post) =>
        post.Body.Target is { } seq ? facts.Earlier.GetValueOrDefault((post.ConversationId, seq)) : null;

    private Error? ChangeRefusal(Post post, Conversation conversation)
    {
        if (Target(post) is not { } target)
        {
            return new Error(ErrorCodes.NotFound, $"This conversation has no event {post.Body.Target}.");
        }

        var body = EventBodies.Read(target.Body);
        var author = new ChangeAuthor(
            post.Admission is Admission.VisitorChange, post.Admission is Admission.Responder or Admission.Overseer or Admission.Staff { Moderates: true });
        var fault = ChangeRules.Fault(
            Kind(post),
            author,
            new ChangeTarget(
                EventTypes.IsCountable(target.Type), body.Text is not null, EventBodies.IsGone(body), target.Sender == post.Sender, at - target.At),
            post.Body.Reason is not null,
            new ChangeWindows(TimeSpan.FromSeconds(options.EditSeconds), TimeSpan.FromSeconds(options.RecallSeconds)));
        if (fault is not null)
        {
            return Worded(fault.Value, target.Seq);
        }

        return post is { Type: EventTypes.Pin, Body.Off: not true } && conversation.Pinned.Count >= options.MaxPinned && !conversation.Pinned.Contains(target.Seq)
            ? new Error(ErrorCodes.Invalid, $"At most {options.MaxPinned} messages of a conversation are pinned.")
            : null;
    }

    private static ChangeKind Kind(Post post) => post.Type switch
    {
        _ when post.Admission is Admission.Eraser => ChangeKind.Erasure,
        EventTypes.Edit => ChangeKind.Edit,
        EventTypes.Recall => ChangeKind.Recall,
        EventTypes.Reaction => ChangeKind.Reaction,
        _ => ChangeKind.Pin,
    };

    private static Error Worded(ChangeFault fault, long seq) => fault switch
    {
        ChangeFault.NoMessage => new Error(ErrorCodes.Invalid, $"Event {seq} is no message."),
        ChangeFault.Gone => new Error(ErrorCodes.Invalid, $"Message {seq} was taken back."),
        ChangeFault.NoText => new Error(ErrorCodes.Invalid, $"Message {seq} has no text."),
        ChangeFault.ReasonMissing => new Error(ErrorCodes.Invalid, $"Taking message {seq} back asks for a reason."),
        ChangeFault.TooLate => new Error(ErrorCodes.Forbidden, $"Message {seq} is too old for that."),
        ChangeFault.NotOwn => new Error(ErrorCodes.Forbidden, $"Message {seq} is somebody else's."),
        _ => new Error(ErrorCodes.Forbidden, "This is for staff."),
    };

    private Error? QuoteRefusal(Post post) =>
        post.Body.ReplyTo is { } seq
        && !(facts.Earlier.TryGetValue((post.ConversationId, seq), out var quoted) && EventTypes.IsCountable(quoted.Type))
            ? new Error(ErrorCodes.NotFound, $"This conversation has no message {seq}.")
            : null;

    private Error? MentionRefusal(Post post)
    {
        foreach (var person in post.Body.Mentions ?? [])
        {
            if (person == MentionNames.All)
            {
                if (Persons.IsVisitor(post.Sender))
                {
                    return new Error(ErrorCodes.Forbidden, "Only staff mention all.");
                }
            }
            else if (!Reaches(post.ConversationId, person))
            {
                return new Error(ErrorCodes.Invalid, $"{person} is not a member of this conversation.");
            }
        }

        return null;
    }

    // Among staff any colleague is asked to look in, member yet or not: it is found when they come.
    private bool Reaches(long conversation, string person) =>
        facts.Members.GetValueOrDefault((conversation, person)) is { LeftAt: null }
        || (facts.Conversations[conversation].Kind == ConversationKinds.Staff && Persons.AgentId(person) is not null);

    private void Edit(EventRow target, Conversation conversation, EventRow row, string text)
    {
        var body = EventBodies.Read(target.Body);
        Supersede(target.ConversationId, body);
        EventBodies.Replace(target, body with { Text = text, Edited = new Change(row.Seq, row.At, row.Sender) });
        Follow(target, text);
        conversation.PurgeVersion++;
    }

    private void Recall(EventRow target, Conversation conversation, EventRow row, string? reason)
    {
        var body = EventBodies.Read(target.Body);
        Supersede(target.ConversationId, body);
        EventBodies.Replace(target, new EventBody { Mark = body.Mark, Recalled = new Change(row.Seq, row.At, row.Sender, reason) });
        TakeAway(target, conversation);
    }

    // Every edit kept the text that it brought, and a recall of staff may say in its reason what was taken back.
    private void Erase(EventRow target, Conversation conversation, EventRow row)
    {
        List<EventRow> carriers =
            [target, .. facts.Earlier.Values.Where(e => e.ConversationId == target.ConversationId && e != row && IsCarrier(e, target.Seq))];
        Forget(target, [.. carriers.SelectMany(EventBodies.Texts)]);
        carriers.ForEach(EventBodies.Purge);
        TakeAway(target, conversation);
    }

    // A draft goes once its words are sent, unless whoever sent them was gone the next moment.
    private void Forget(EventRow target, IReadOnlyList<string> texts)
    {
        foreach (var draft in facts.Drafts.Where(d => d.ConversationId == target.ConversationId && d.Person == target.Sender))
        {
            if (texts.Any(text => text.Contains(draft.Text, StringComparison.Ordinal) || draft.Text.Contains(text, StringComparison.Ordinal)))
            {
                draft.Text = "";
            }
        }
    }

    private static bool IsCarrier(EventRow e, long target) =>
        e.Type is EventTypes.Edit or EventTypes.Recall && (e.Said ??= EventBodies.Read(e.Body)).Target == target;

    private void TakeAway(EventRow target, Conversation conversation)
    {
        Follow(target, "");
        if (conversation.Pinned.Remove(target.Seq))
        {
            _pinned.Add(conversation);
        }

        conversation.PurgeVersion++;
    }

    // The edit that made the text what it was holds that text too.
    private void Supersede(long conversation, EventBody body)
    {
        if (body.Edited is { } edited && facts.Earlier.TryGetValue((conversation, edited.Seq), out var earlier))
        {
            EventBodies.Replace(earlier, new EventBody { Target = EventBodies.Read(earlier.Body).Target });
        }
    }

    private void Follow(EventRow target, string text)
    {
        if (target.ClientMsgId is { } id && facts.LeftMessages.TryGetValue(id, out var ticket) && ticket.ConversationId == target.ConversationId)
        {
            ticket.Text = text;
        }
    }

    private void Pin(Conversation conversation, EventBody body)
    {
        _pinned.Add(conversation);
        conversation.Pinned.Remove(body.Target!.Value);
        if (body.Off != true)
        {
            conversation.Pinned.Add(body.Target.Value);
        }
    }
}
