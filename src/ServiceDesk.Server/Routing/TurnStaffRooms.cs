using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>Who comes to serve, advise or oversee a session joins its staff conversation in the turn's transaction, and leaves it there.</summary>
internal sealed class TurnStaffRooms(DeskDb db, DateTimeOffset now, TurnReport report)
{
    private readonly Dictionary<long, Conversation> _rooms = [];
    private Dictionary<(long Room, string Person), Member> _members = [];

    /// <param name="conversations">Of the sessions that the turn changes.</param>
    /// <param name="conversationOf">By session.</param>
    public async Task Load(
        IReadOnlyCollection<long> conversations, Func<long, long?> conversationOf, CancellationToken cancellation)
    {
        var effects = report.Effects.ToList();
        if (!effects.Exists(MovesMembers))
        {
            return;
        }

        foreach (var room in await db.Conversations.Where(c => c.StaffOf != null && conversations.Contains(c.StaffOf.Value))
            .ToListAsync(cancellation))
        {
            _rooms[room.StaffOf!.Value] = room;
        }

        foreach (var service in effects.Select(SessionThatNeedsOne).OfType<long>().Select(conversationOf).OfType<long>().Distinct())
        {
            if (!_rooms.ContainsKey(service))
            {
                var (room, joined) = await StaffRoom.FindOrMake(db, service, now, cancellation);
                _rooms[service] = room;
                report.Rooms.AddRange(joined.Select(person => new RoomChange(person, HubGroups.Of(room), Joins: true)));
                await db.SaveChangesAsync(cancellation);
            }
        }

        var ids = _rooms.Values.Select(r => r.Id).ToList();
        _members = await db.Members.Where(m => ids.Contains(m.ConversationId))
            .ToDictionaryAsync(m => (m.ConversationId, m.Person), cancellation);
    }

    /// <param name="service">The visitor's conversation; where it has no staff conversation nothing happens.</param>
    public void Join(long service, string person, string role)
    {
        if (!_rooms.TryGetValue(service, out var room))
        {
            return;
        }

        if (_members.TryGetValue((room.Id, person), out var member))
        {
            (member.LeftAt, member.Role) = (null, role);
        }
        else
        {
            member = StaffRoom.Member(room, person, role, now);
            db.Members.Add(member);
            _members[(room.Id, person)] = member;
        }

        report.Rooms.Add(new RoomChange(person, HubGroups.Of(room), Joins: true));
    }

    public void Leave(long service, string person)
    {
        if (_rooms.TryGetValue(service, out var room) && _members.TryGetValue((room.Id, person), out var member))
        {
            member.LeftAt = now;
            report.Rooms.Add(new RoomChange(person, HubGroups.Of(room), Joins: false));
        }
    }

    /// <summary>The session is over: nobody oversees it any longer.</summary>
    public void EndOverseeing(long service)
    {
        if (_rooms.TryGetValue(service, out var room))
        {
            foreach (var member in _members.Values.Where(m => m.ConversationId == room.Id && m is { Role: StaffRoom.Supervisor, LeftAt: null }).ToList())
            {
                Leave(service, member.Person);
            }
        }
    }

    private static bool MovesMembers(RoutingEffect effect) =>
        effect is AssignmentOpened or AssignmentClosed or SessionEnded or Deferred or BargeOpened or BargeClosed or ConsultOpened or ConsultClosed;

    /// <summary>The session whose staff conversation must be there; null when it need not.</summary>
    private static long? SessionThatNeedsOne(RoutingEffect effect) => effect switch
    {
        BargeOpened barge => barge.SessionId,
        ConsultOpened consult => consult.SessionId,
        _ => null,
    };
}
