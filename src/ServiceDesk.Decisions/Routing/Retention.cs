using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// What is over stays known for a while, so that a repeated command gets the same answer as the first. It is a function
/// of the states alone: a core that was loaded forgets at the same instants.
/// </summary>
internal sealed class Retention
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly SortedSet<(DateTimeOffset Due, bool IsOffer, long Id)> order = [];

    public void Track(SessionState session)
    {
        if (IsOver(session))
        {
            order.Add((session.StatusSince + Kept, false, session.Id));
        }
    }

    public static bool IsDue(SessionState session, DateTimeOffset now) => IsOver(session) && session.StatusSince + Kept <= now;

    private static bool IsOver(SessionState session) => !session.IsOpen && session.Assignment is null;

    public void Track(OfferState offer)
    {
        if (offer.ClosedAt is { } closed)
        {
            order.Add((closed + Kept, true, offer.Id));
        }
    }

    /// <summary>Takes out the next one that is due, or null.</summary>
    public (bool IsOffer, long Id)? NextDue(DateTimeOffset now)
    {
        if (order.Count == 0 || order.Min.Due > now)
        {
            return null;
        }

        var first = order.Min;
        order.Remove(first);
        return (first.IsOffer, first.Id);
    }
}
