using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Who waits in one queue.</summary>
internal sealed class QueueLine
{
    /// <summary>Everybody who waits, rung for or not: position and length count them all.</summary>
    public RankedSet Everybody { get; } = new();

    /// <summary>Those for whom nobody is rung at the moment.</summary>
    public SortedSet<LinePlace> Unoffered { get; } = [];

    /// <summary>Those of <see cref="Unoffered"/> who exclude somebody.</summary>
    public SortedSet<LinePlace> Excluding { get; } = [];

    public void Add(SessionState session)
    {
        var place = PlaceOf(session);
        Everybody.Add(place);
        if (session.Status == SessionStatus.Queued)
        {
            Unoffered.Add(place);
            if (session.Exclusions.Count > 0)
            {
                Excluding.Add(place);
            }
        }
    }

    public void Remove(SessionState session)
    {
        var place = PlaceOf(session);
        Everybody.Remove(place);
        Unoffered.Remove(place);
        Excluding.Remove(place);
    }

    public static LinePlace PlaceOf(SessionState session) => new(session.Key!.Value, session.Id);
}
