using System.Runtime.CompilerServices;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>What a desk must have to run at all. The core refuses one that lacks it (rule R4).</summary>
public static class DeskChecks
{
    // A desk does not change: whoever prepared it has looked already, and the writer need not do so again between two commands.
    private static readonly ConditionalWeakTable<Desk, IReadOnlyList<DeskFault>> Looked = [];

    /// <summary>Every fault; empty when the desk can run. Whether it should be published is for <see cref="PublishChecks"/> to say.</summary>
    public static IReadOnlyList<DeskFault> Faults(Desk desk) => Looked.GetValue(desk, Look);

    private static IReadOnlyList<DeskFault> Look(Desk desk)
    {
        var faults = new FaultList();
        ScheduleChecks.Check(faults, desk);
        SkillChecks.Check(faults, desk);
        QueueChecks.Check(faults, desk);
        EntryPointChecks.Check(faults, desk);
        OverflowChecks.CheckCycles(faults, desk);
        ChannelChecks.Check(faults, desk);
        AgentChecks.Check(faults, desk);
        SupervisorChecks.Check(faults, desk);
        SettingsChecks.Check(faults, desk);
        ContentRuleChecks.Check(faults, desk);
        return faults.All;
    }
}
