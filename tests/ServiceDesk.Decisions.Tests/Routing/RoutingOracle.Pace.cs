using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Paces by brute force: slots added up over all agents, the same formula written once more.</summary>
internal sealed partial class RoutingOracle
{
    private void PacesAreReckonedAnew(Dictionary<long, AgentState> agents)
    {
        foreach (var queue in Desk.Queues)
        {
            var pace = core.Pace(queue.Id);
            decimal slots = 0;
            foreach (var agent in Desk.Agents.Where(a => a.Memberships.Any(m => m.QueueId == queue.Id)))
            {
                if (agents[agent.Id] is { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null } state)
                {
                    var known = state.Shares.Count == agent.Memberships.Count
                        && agent.Memberships.All(m => state.Shares.Any(s => s.QueueId == m.QueueId));
                    slots += agent.Capacity * (known ? state.Shares.Single(s => s.QueueId == queue.Id).Parts : 1_000_000 / agent.Memberships.Count);
                }
            }

            if (pace.Handled < 20 || slots == 0)
            {
                pace.MsPerPlace.ShouldBeNull($"F2: pace of {queue.Id}");
                continue;
            }

            var model = decimal.Truncate(pace.MeanHandleMs * 1_000_000m / slots);
            var expected = decimal.Truncate((pace.Minutes.Sum(m => m.BacklogMs) + (5 * model)) / (pace.Minutes.Sum(m => m.Assigned) + 5));
            ((decimal?)pace.MsPerPlace).ShouldBe(expected, $"F2: pace of {queue.Id}");
        }
    }

    private static void EstimateDoesNotGrow(SessionState old, SessionState session)
    {
        if (old.ShownEta is { } before)
        {
            var now = session.ShownEta.ShouldNotBeNull($"F4: session {session.Id}");
            now.LowMinutes.ShouldBeLessThanOrEqualTo(before.LowMinutes, $"F4: session {session.Id}");
            now.HighMinutes.ShouldBeLessThanOrEqualTo(before.HighMinutes, $"F4: session {session.Id}");
        }
    }
}
