using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>The linked staff conversation of a visitor's conversation, found or made inside the caller's write transaction.</summary>
internal static class StaffRoom
{
    /// <summary>The roles of its members: who serves the session, who oversees it, who is asked for advice.</summary>
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Consultant = "consultant";

    public static Task<Conversation?> Find(DeskDb db, long service, CancellationToken cancellation) =>
        db.Conversations.SingleOrDefaultAsync(c => c.StaffOf == service, cancellation);

    /// <summary>Stores the new row, so that it has its id. Whoever serves the conversation's sessions now is a member from the start.</summary>
    /// <returns>The row, and who joins; nobody when it was there.</returns>
    public static async Task<(Conversation Room, IReadOnlyList<string> Joined)> FindOrMake(
        DeskDb db, long service, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await Find(db, service, cancellation) is { } known)
        {
            return (known, []);
        }

        var room = new Conversation
        {
            Kind = ConversationKinds.Staff,
            StaffOf = service,
            Epoch = 1,
            WaitingOn = WaitingOnWords.Nobody,
        };
        db.Conversations.Add(room);
        await db.SaveChangesAsync(cancellation);
        var serving = await db.Assignments
            .Where(a => a.State != AssignmentStates.Done && db.Sessions.Any(s => s.Id == a.SessionId && s.ConversationId == service))
            .Select(a => new { a.AgentId, a.State }).Distinct().ToListAsync(cancellation);
        foreach (var agent in serving)
        {
            db.Members.Add(Member(room, Persons.Agent(agent.AgentId), agent.State == AssignmentStates.Consult ? Consultant : Agent, now));
        }

        return (room, [.. serving.Select(a => Persons.Agent(a.AgentId))]);
    }

    /// <summary>A new member has read up to where it joins.</summary>
    public static Member Member(Conversation room, string person, string role, DateTimeOffset now) => new()
    {
        ConversationId = room.Id,
        Person = person,
        Role = role,
        JoinedAt = now,
        ReadSeq = room.HeadSeq,
        ReadN = room.HeadN,
        ReadA = room.HeadA,
        DeliveredSeq = room.HeadSeq,
    };
}
