using System.Collections.Concurrent;
using System.Threading.Channels;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>Tells everybody who looks at a session how it stands now: its visitor, its agent, its queue. <see cref="StatePushLoop"/> does it.</summary>
public sealed class SessionPushes
{
    private readonly Channel<StatePush> _rings = Channel.CreateUnbounded<StatePush>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Channel<StatePush.Session> _sessions =
        Channel.CreateUnbounded<StatePush.Session>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<long, bool> _spokenIn = new();

    /// <summary>What rings, falls silent or changes with agents. Apart from the sessions: who is rung does not wait for lists to be read.</summary>
    internal ChannelReader<StatePush> Rings => _rings.Reader;

    internal ChannelReader<StatePush.Session> Sessions => _sessions.Reader;

    /// <summary>Call it after the commit that changed what a view of the session shows. Never waits; several calls close together become one push.</summary>
    public void Changed(long sessionId) => Add(new StatePush.Session(sessionId, []));

    /// <summary>The same for what the visitor must not notice by any push.</summary>
    internal void ChangedAmongStaff(long sessionId) => Add(new StatePush.Session(sessionId, [], AmongStaff: true));

    /// <summary>Says that a committed word changed who owes the next one, or the last text. Pushed with others a few times a second, however much is said.</summary>
    /// <param name="turned">False when the answer was owed before and is still: then the visitor's view shows nothing new.</param>
    public void Spoken(long sessionId, bool turned) => _spokenIn.AddOrUpdate(sessionId, turned, (_, before) => before || turned);

    /// <summary>Puts the sessions of one part in which somebody spoke since its last turn among the pushes.</summary>
    internal void AddSpoken(long part, int parts)
    {
        foreach (var (session, _) in _spokenIn)
        {
            if (session % parts == part && _spokenIn.TryRemove(session, out var turned))
            {
                Add(new StatePush.Session(session, [], AmongStaff: !turned));
            }
        }
    }

    internal void Add(StatePush push)
    {
        if (push is StatePush.Session session)
        {
            _sessions.Writer.TryWrite(session);
        }
        else
        {
            _rings.Writer.TryWrite(push);
        }
    }
}

/// <summary>A state to tell.</summary>
internal abstract record StatePush
{
    private StatePush()
    {
    }

    /// <param name="Groups">Who looked at it before and may no longer.</param>
    /// <param name="AmongStaff">The visitor is not told.</param>
    public sealed record Session(long Id, IReadOnlyList<string> Groups, bool AmongStaff = false) : StatePush;

    public sealed record Agent(long Id) : StatePush;

    public sealed record Ringing(long OfferId, long AgentId) : StatePush;

    public sealed record Silenced(OfferEnd End, long AgentId) : StatePush;
}
