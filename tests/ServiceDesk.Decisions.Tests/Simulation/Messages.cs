using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>The message path: it never goes through the router, looks only at the conversation's row, and is repeated under the same id.</summary>
internal sealed class Messages(World world)
{
    private readonly List<(Conversation In, string By, long ClientId, long Seq)> acknowledged = [];

    /// <summary>Somebody posts; the request, or its answer, may be lost and is then repeated.</summary>
    public void Post(Step step, Conversation conversation, string by, int use = 0) => Attempt(step.Index, (step.Index * 8L) + use + 1, conversation, by, 0);

    /// <summary>Also for the bot, whose turn has no step.</summary>
    public void Attempt(int step, long clientId, Conversation conversation, string by, int attempt)
    {
        var draw = Draw.From(world.Plan.Seed, step, 7_000_000 + (clientId * 16) + attempt);
        var (isLost, isForgotten) = (attempt < 3 && draw.Chance(0.03), attempt < 3 && draw.Chance(0.05));
        world.Agenda.In(draw.Between(1, 20), () =>
        {
            var seq = isLost ? null : Append(conversation, by, clientId);
            if (isLost || (isForgotten && seq is not null))
            {
                world.Agenda.In(2_000, () => Attempt(step, clientId, conversation, by, attempt + 1));
            }
            else if (seq is { } place)
            {
                acknowledged.Add((conversation, by, clientId, place));
            }
        });
    }

    /// <summary>INV-1 to INV-4, 10 and 11: what was acknowledged is there once, at its place; the log has no gap; counts are exact.</summary>
    public void CheckAll()
    {
        foreach (var (conversation, by, clientId, seq) in acknowledged)
        {
            if (conversation.Log[(int)seq - 1] != new Said(seq, by, clientId))
            {
                throw new SimulationFault($"INV-1: message {clientId} of {by} was acknowledged at {seq} and is not there");
            }
        }

        foreach (var conversation in world.Store.Conversations)
        {
            var said = conversation.Log;
            if (said.Where((s, i) => s.Seq != i + 1).Any())
            {
                throw new SimulationFault($"INV-4: the log of conversation {conversation.Id} has a gap");
            }

            if (said.Where(s => s.By != Conversation.System).GroupBy(s => (s.By, s.ClientId)).Any(g => g.Count() > 1))
            {
                throw new SimulationFault($"INV-2: conversation {conversation.Id} holds a message twice");
            }

            if (conversation.Unread != said.Skip((int)conversation.Read.Seq).Count(s => s.By != conversation.Visitor && s.By != Conversation.System))
            {
                throw new SimulationFault($"INV-10: {conversation.Unread} unread in conversation {conversation.Id}");
            }
        }
    }

    private long? Append(Conversation conversation, string by, long clientId)
    {
        if (conversation.SeqOf(by, clientId) is { } before)
        {
            world.Marks.Hit(Mark.MessageRepeated);
            return before;
        }

        var session = conversation.OpenSession is { } open ? world.Store.Sessions.GetValueOrDefault(open) : null;
        if (by != conversation.Visitor && by != conversation.Responder && world.Bug != HostBug.LetsAnybodyPost)
        {
            world.Marks.Hit(by[0] == 'b' ? Mark.BotAnsweredTooLate : Mark.AgentWroteToALostSession);
            return null;
        }

        if (session is null)
        {
            // What a visitor writes outside a session begins one elsewhere in the product; here it is not posted.
            return by == conversation.Visitor ? null : throw new SimulationFault($"INV-6: {by} posts to conversation {conversation.Id} without a session");
        }

        if (by.StartsWith("agent:", StringComparison.Ordinal) && (!session.IsServed || by != "agent:" + session.Assignment!.AgentId))
        {
            throw new SimulationFault($"INV-14: {by} posts to session {session.Id}, whose responder is {session.Responder}");
        }

        return Write(conversation, session, by, clientId);
    }

    private long Write(Conversation conversation, SessionState session, string by, long clientId)
    {
        var seq = conversation.Say(by, clientId, world.Time);
        if (by == conversation.Visitor && session.Status == SessionStatus.Bot)
        {
            world.Store.Send(OutboxKind.BotTurn, session.Id, conversation.Id);
        }
        else if (by[0] == 'a' && conversation.TakeFirstReply())
        {
            world.Store.Send(OutboxKind.FirstReply, session.Id, conversation.Id, session.Assignment!.AgentId);
        }

        if (session.Status is SessionStatus.Created or SessionStatus.OnHold || session.AwaitsWord)
        {
            world.Store.Send(OutboxKind.Notice, session.Id, conversation.Id, by == conversation.Visitor ? 0 : 1);
        }

        return seq;
    }
}
