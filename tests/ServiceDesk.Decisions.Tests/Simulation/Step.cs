namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// One thing that somebody does or that befalls the machines. It names nobody by a number of the run, so that it still means
/// something when steps before it are left out: "agent 2 acts on what is seen then".
/// </summary>
/// <param name="Index">Its number in the plan of its seed; the source of its chance.</param>
/// <param name="AtMs">When, in milliseconds of virtual time.</param>
/// <param name="Who">Visitor, agent, writer or relay, by its kind.</param>
/// <param name="What">The variant.</param>
internal readonly record struct Step(int Index, long AtMs, StepKind Kind, int Who = 0, int What = 0)
{
    public override string ToString() => FormattableString.Invariant($"#{Index,-5} {AtMs / 1000.0,9:F3} s  {Kind} {Who} {What}");
}

internal enum StepKind
{
    VisitorOpens, VisitorWants, VisitorWrites, VisitorReads, VisitorLeaves, VisitorReturns, VisitorCancels, VisitorLeavesMessage, VisitorEnds,
    AgentConnects, AgentDrops, AgentChooses, AgentActs, AgentLooks,
    SupervisorBumps, SupervisorForces, SupervisorEnds, SupervisorMoves, DeskPublished,
    JobsLook, RelayLooks, Misuse,
    CommitFails, WriterCrashes, RivalBegins, ClockSteps,
}

/// <summary>What befalls the next commit.</summary>
internal enum CommitFault { None, FailsBefore, FailsAfter, CrashesBefore, CrashesAfter, DiesMeanwhile, Slow }
