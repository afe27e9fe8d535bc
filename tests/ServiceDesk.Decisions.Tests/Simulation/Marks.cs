namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// Things that must sometimes happen: a run of two thousand seeds that never gets there proves nothing about them. Waiting for
/// the issue about several nodes: <see cref="Marks.OfSeveralNodes"/>.
/// </summary>
internal enum Mark
{
    // Offers
    OfferAccepted, OfferDeclined, OfferMissed, OfferRescindedAsVisitorWent, OfferRescindedAsAgentWent, OfferExpiredWhileBeingAccepted,
    WrongAgentAccepted, LostABroadcast, ServedWithoutRinging, OfferRanOutWhileNoWriterRan, OfferOutlivedAWriter, NewRoundBegan, LastRoundEnded,

    // Sessions
    SecondStartFoundTheFirst, BotHandedOver, BotAnsweredTooLate, PersonWantedTwice, DeferredAsClosed, DeferredAsFull, DeferredAfterTheLongestWait,
    DrainedAfterClosing, MessageChosenWhileWaiting, WaitCancelledForTheBot, AbandonedAfterGrace, VisitorBackInGrace, EndedTwice, EndedDuringTransfer,
    PassedToAQueue, PassedToAnAgent, TransferCameBack, TransferOutlivedItsSource, StepTaken, MovedByALadder, PromotedATier, BumpedWhileWaiting,
    OverdueWentFirst, KeptForItsLastAgent, PlaceMovedUp, Claimed, ClaimedByTwo, GivenWhileRinging, TakenOverFromAnAgent, PutIntoAQueueByHand, ConsultCompleted, ConsultLeft,
    EndedDuringConsult, ParkedByItsAgent, InactiveOnHold, BackFromHold, BackFromHoldOverCapacity, SilentAgentLostIt, ReturnedTooOften, MovedOnTheVisitorsWord,

    // Silence, bot, survey
    SilenceWarned, SilenceClosed, SilenceWasBroken, ReplyAlarmed, BotIdleClosed, VisitorShownAsLeft, SurveyDue, SurveySkipped,

    // Agents
    AwayAfterMisses, AgentLost, AgentBackInGrace, AgentHeldDown, WentOfflineWhenDone, WrapUpRanOut, WrapUpDoneByAgent, ForcedOffline,
    OverCapacityByTransfer, OverCapacityByHand, CapacityLoweredBelowLoad, AgentRemovedWhileServing, AgentWroteToALostSession,

    // Configuration
    RulesetRefused, QueueRemovedWhileSomebodyWaited,

    // Host and store
    CommitFailed, CommitOutcomeUnknown, CommitConflicted, CommitOfADeadWriterArrived, CrashedBeforeCommit, CrashedBeforePublication,
    WriterFencedOut, RivalTookOver, ClockWentBack, CommandRepeated, CommandDeliveredTwice, CommandIdUsedForSomethingElse, VersionConflicted,
    MessageRepeated, EffectDeliveredTwice, BothRelaysHandedOn,
}

/// <summary>In how many runs each mark was hit.</summary>
internal sealed class Marks
{
    /// <summary>What only several nodes with a broker between them can reach, by name; they come with the issue about the cluster.</summary>
    public static readonly string[] OfSeveralNodes =
    [
        "BrokerGaveACommandToTheNextWriter", "StalePrefetchedCommandReachedAFencedWriter", "BatchOfDuplicatesMetTheFence", "TickWokeANodeThatTookOver",
        "BackplaneWasDownWhileTheOwnerDecided",
    ];

    private readonly bool[] hit = new bool[Enum.GetValues<Mark>().Length];

    public void Hit(Mark mark) => hit[(int)mark] = true;

    public bool Has(Mark mark) => hit[(int)mark];

    public void AddTo(int[] counts)
    {
        for (var i = 0; i < hit.Length; i++)
        {
            counts[i] += hit[i] ? 1 : 0;
        }
    }
}
