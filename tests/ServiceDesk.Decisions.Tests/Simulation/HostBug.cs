namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Faults that can be planted in the host, to show that the harness finds them.</summary>
internal enum HostBug
{
    None,

    /// <summary>Agents and visitors hear of a turn before it is stored.</summary>
    PublishesBeforeCommit,

    /// <summary>A command is answered before its turn is stored.</summary>
    AnswersBeforeCommit,

    /// <summary>The commit does not look at epoch and last number.</summary>
    ForgetsTheFence,

    /// <summary>A repeated command is applied again.</summary>
    ForgetsTheLedger,

    /// <summary>After a failed commit the spoiled memory goes on.</summary>
    KeepsSpoiledMemory,

    /// <summary>A deadline is judged by facts that are old at the commit.</summary>
    JudgesByOldFacts,

    /// <summary>A new writer does not load who is being rung.</summary>
    ForgetsOffersOnLoading,

    /// <summary>A new writer does not say that it begins.</summary>
    BeginsSilently,

    /// <summary>A new writer does not ask who is connected.</summary>
    ForgetsWhoIsConnected,

    /// <summary>An effect is done for each delivery.</summary>
    ForgetsWhatWasConsumed,

    /// <summary>Whoever was the responder once may go on posting.</summary>
    LetsAnybodyPost,

    /// <summary>A changed session is not written when the turn also changed more than two others.</summary>
    LosesARow,
}
