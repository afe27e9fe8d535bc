using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>A deadline that the job scheduler watches is reported as due (rules D1–D6).</summary>
internal static class SlowDeadlines
{
    public static Refusal? Apply(Turn turn, DeadlineDue e)
    {
        var session = turn.Session(e.SessionId);
        var next = SessionDeadlines.Next(session, e.Facts, turn.Memory.Desk.Desk, e.Kind);
        if (next is null || next.DueAt > turn.At)
        {
            return null;
        }

        switch (e.Kind)
        {
            case DeadlineKind.Silence:
                Silent(turn, session, e.Facts, next.Step);
                break;
            case DeadlineKind.ReplyDue:
                ReplyDue(turn, session, e.Facts, next.Step);
                break;
            case DeadlineKind.BotIdle:
                Ending.End(turn, session, EndedBy.System, null, EndReasons.BotIdle);
                break;
            case DeadlineKind.CallBack:
                Resuming.CallBackDue(turn, session);
                break;
            case DeadlineKind.Resume:
                Archiving.Do(turn, session);
                break;
            case DeadlineKind.Inactive:
                Holding.Begin(turn, session, Holding.Inactive);
                break;
            default:
                turn.Put(session with { VisitorLeftNoted = true });
                turn.Note(session, NoteKinds.VisitorLeft, "visitor_left");
                break;
        }

        return null;
    }

    private static void Silent(Turn turn, SessionState session, ConversationFacts facts, DeadlineStep step)
    {
        const string reason = EndReasons.Silence;
        var notices = session.Notices.For(facts) ?? None(facts);
        switch (step)
        {
            case DeadlineStep.Warn:
                turn.Put(session with { Notices = notices with { WarnedAt = turn.At } });
                turn.Note(session, NoteKinds.SilenceWarning, reason);
                break;
            case DeadlineStep.Countdown:
                turn.Put(session with { Notices = notices with { CountdownAt = turn.At } });
                var closesAt = Silence.ClosesAt(turn.QueueOf(session).Silence, turn.At);
                turn.Note(session, NoteKinds.SilenceCountdown, reason, ("closesAt", Turn.Text(closesAt)));
                break;
            default:
                turn.Note(session, NoteKinds.ClosedSilence, reason);
                Ending.End(turn, session, EndedBy.System, null, reason, facts);
                break;
        }
    }

    private static void ReplyDue(Turn turn, SessionState session, ConversationFacts facts, DeadlineStep step)
    {
        var notices = session.Notices.ForDebt(facts) ?? None(facts);
        var alarm = step == DeadlineStep.Alarm;
        turn.Put(session with
        {
            Notices = alarm ? notices with { ReplyAlarmedAt = turn.At } : notices with { ReplyWarnedAt = turn.At },
        });
        var severity = alarm ? AlertSeverity.Alarm : AlertSeverity.Warning;
        turn.Emit(new Alert(session.Id, session.QueueId, session.Assignment?.AgentId, severity) { Reason = AlertReasons.ReplyDue });
        if (session.AwaitsWord)
        {
            // The visitor wrote before the agent was lost and would wait for somebody who is not there.
            LostAgents.Resolve(turn, turn.Session(session.Id), AlertReasons.ReplyDue);
        }
    }

    private static DeadlineNotices None(ConversationFacts facts) => new(facts.LastPublicSeq, facts.WaitingSince, null, null, null, null);
}
