using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Insight;

namespace ServiceDesk.Server.Insight;

/// <summary>Why a session still waits, as the contract says it.</summary>
internal static class WaitingFacts
{
    public static WaitingExplanation Of(WaitingNow now, InsightNames names) => new(
        now.At,
        Reason(now.Reason, now.Ringing.Select(id => names.Agent(id))),
        now.QueueId,
        now.Position,
        now.Length,
        now.QueuedAt,
        now.Tier,
        now.BoostSeconds,
        now.Round,
        ConditionFacts.Needs(now.Requirements, names),
        [.. now.Agents.Select(names.Candidate)],
        now.Conditions,
        now.Omitted,
        now.Next is { } next ? LadderFacts.Step(next.Index, next.Step, names) : null,
        now.Next?.DueAt,
        [.. now.Deadlines.Select(d => new Contracts.WaitDeadline(JsonNamingPolicy.CamelCase.ConvertName(d.Kind.ToString()), d.At))]);

    public static Fact Reason(WaitReason reason, IEnumerable<string> ringing) => reason switch
    {
        WaitReason.Ringing => Facts.Of(FactKeys.WaitRinging, ("agent", string.Join(", ", ringing))),
        WaitReason.Unservable => Facts.Of(FactKeys.WaitUnservable),
        WaitReason.NobodyOnline => Facts.Of(FactKeys.WaitNobodyOnline),
        WaitReason.Declined => Facts.Of(FactKeys.WaitDeclined),
        WaitReason.Delay => Facts.Of(FactKeys.WaitDelay),
        WaitReason.Kept => Facts.Of(FactKeys.WaitKept),
        WaitReason.AllBusy => Facts.Of(FactKeys.WaitAllBusy),
        _ => Facts.Of(FactKeys.WaitPull),
    };

    /// <summary>What a visitor may know of it.</summary>
    public static string ForVisitor(WaitReason reason) => reason switch
    {
        WaitReason.Ringing => VisitorWaitReasons.Asking,
        WaitReason.Unservable or WaitReason.NobodyOnline => VisitorWaitReasons.NobodyThere,
        _ => VisitorWaitReasons.AllBusy,
    };
}
