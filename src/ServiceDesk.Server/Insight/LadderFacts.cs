using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Insight;

/// <summary>A step of a ladder as statements: when it is taken and what it does.</summary>
internal static class LadderFacts
{
    /// <param name="index">From 0; people count from 1.</param>
    public static Fact Step(int index, OverflowStep step, InsightNames names) =>
        Facts.Of(FactKeys.LadderStep, ("number", index + 1)).With(Trigger(step), Action(step, names));

    public static Fact Trigger(OverflowStep step) => step.Trigger switch
    {
        OverflowTrigger.Wait => Facts.Of(FactKeys.AfterWait, ("seconds", step.Value)),
        OverflowTrigger.QueueClosing => Facts.Of(FactKeys.BeforeClosing, ("seconds", step.Value)),
        OverflowTrigger.Length => Facts.Of(FactKeys.AtLength, ("count", step.Value)),
        OverflowTrigger.NoEligibleAgentOnline => Facts.Of(FactKeys.WhenNobodyOnline),
        _ => Facts.Of(FactKeys.AtEta, ("seconds", step.Value)),
    };

    public static Fact Action(OverflowStep step, InsightNames names) => step.Action switch
    {
        OverflowAction.RelaxSkill when step.MinLevel is { } level =>
            Facts.Of(FactKeys.LowerSkill, ("skill", names.Skill(step.SkillId)), ("level", level)),
        OverflowAction.RelaxSkill => Facts.Of(FactKeys.DropSkill, ("skill", names.Skill(step.SkillId))),
        OverflowAction.AddQueue => Facts.Of(FactKeys.AddQueue, ("queue", names.Queue(step.QueueId))),
        OverflowAction.MoveToQueue => Facts.Of(FactKeys.MoveToQueue, ("queue", names.Queue(step.QueueId))),
        OverflowAction.AddBoost => Facts.Of(FactKeys.AddBoost, ("seconds", step.BoostSeconds)),
        OverflowAction.OfferFallback => Facts.Of(FactKeys.OfferFallback),
        OverflowAction.NotifySupervisor => Facts.Of(FactKeys.NotifySupervisor),
        OverflowAction.ToBot => Facts.Of(FactKeys.ToBot),
        _ => Facts.Of(FactKeys.EndIt),
    };
}
