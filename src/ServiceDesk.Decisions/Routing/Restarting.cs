using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// A new writer begins (rule T1). While none ran nobody could connect, answer or be timed out, so every grace starts now and
/// no offer that ran out meanwhile counts as missed.
/// </summary>
internal static class Restarting
{
    private const string WriterAway = "writer_away";

    public static void Apply(Turn turn)
    {
        Adoption.Finish(turn.Memory);
        foreach (var agent in turn.Memory.Agents.Where(a => a.Connection != Connection.Lost).OrderBy(a => a.Id).ToList())
        {
            Connections.BeginGrace(turn, agent);
        }

        foreach (var session in turn.Memory.Sessions.Where(s => s.IsOpen && (s.VisitorConnected || s.IsWaiting))
                     .OrderBy(s => s.Id).ToList())
        {
            turn.Put(session with { VisitorConnected = false, VisitorLeftAt = turn.At });
        }

        foreach (var offer in turn.Memory.PendingOffers.Select(id => turn.Memory.Offer(id)!).ToList())
        {
            if (offer.Deadline <= turn.At)
            {
                OfferClosing.RescindFor(turn, offer, WriterAway);
            }
        }
    }
}
