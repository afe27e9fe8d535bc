using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Holds, first replies and segments by brute force.</summary>
internal sealed partial class RoutingOracle
{
    private static void WhatIsServedIsWhole(List<SessionState> sessions, DateTimeOffset now)
    {
        foreach (var session in sessions)
        {
            (session.Hold is not null).ShouldBe(session.Status == SessionStatus.OnHold, $"hold of session {session.Id}");
            (session.Assignment?.Status).ShouldBe(
                session.Status switch
                {
                    SessionStatus.Active => AssignmentStatus.Active,
                    SessionStatus.OnHold => AssignmentStatus.Hold,
                    SessionStatus.Ended when session.Assignment is not null => AssignmentStatus.WrapUp,
                    _ => null,
                },
                $"assignment of session {session.Id}, which is {session.Status}");
            if (session.Hold is { } hold)
            {
                session.Assignment!.Weight.ShouldBeLessThanOrEqualTo(hold.Weight, $"S15: weight of session {session.Id}");
            }

            if (session.Status == SessionStatus.Active && session.Assignment!.FirstReplyBy is { } by)
            {
                by.ShouldBeGreaterThan(now, $"case 64: session {session.Id} waits for a first word that is late");
            }

            if (session.Alert is { } alert)
            {
                (session.IsWaiting || session.IsServed).ShouldBeTrue($"X5: session {session.Id} is {session.Status} and supervisors are asked to look");
                (session.IsWaiting || alert.Reason == AlertReasons.Returned).ShouldBeTrue($"X5: session {session.Id} has an agent: {alert.Reason}");
            }

            if (session.AwaitsWord)
            {
                session.IsServed.ShouldBeTrue($"G4: session {session.Id} awaits a word though nobody serves it");
            }
        }
    }

    private void WhatIsOverGoesOnOnlyAsANewSegment(Outcome outcome, List<SessionState> sessions)
    {
        var resumed = outcome.Effects.OfType<Resumed>().ToDictionary(r => r.SessionId, r => r.Segment);
        foreach (var session in sessions)
        {
            if (before.GetValueOrDefault(session.Id) is not { } old)
            {
                continue;
            }

            session.Segment.ShouldBe(resumed.GetValueOrDefault(session.Id, old.Segment), $"segment of session {session.Id}");
            if (!old.IsOpen && session.IsOpen)
            {
                resumed.ShouldContainKey(session.Id, $"I6: session {session.Id} was {old.Status}");
                old.Status.ShouldNotBe(SessionStatus.Archived, $"S22: session {session.Id}");
            }
        }
    }
}
