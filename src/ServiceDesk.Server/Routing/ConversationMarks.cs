using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What a conversation's row tells the log about the session, so that the log need not ask the router.</summary>
internal static class ConversationMarks
{
    public static void Set(Conversation conversation, SessionState state, Desk desk)
    {
        if (state.IsOpen)
        {
            conversation.OpenSession = state.Id;
        }
        else if (conversation.OpenSession == state.Id)
        {
            conversation.OpenSession = null;
        }

        // Another session may be open by now: what is over says nothing about it.
        if (conversation.OpenSession is null || conversation.OpenSession == state.Id)
        {
            conversation.FirstReplyDue &= state.IsServed;
            conversation.Listening = state.Status is SessionStatus.Created or SessionStatus.OnHold || (state.IsServed && state.AwaitsWord);
        }

        SetResume(conversation, state, desk);
    }

    // Of several that are over, the latest one goes on.
    private static void SetResume(Conversation conversation, SessionState state, Desk desk)
    {
        if (state.IsOpen || conversation.ResumeSession > state.Id)
        {
            return;
        }

        (conversation.ResumeSession, conversation.ResumeUntil) = SessionDeadlines.ResumableUntil(state, desk) is { } until
            ? (state.Id, until)
            : ((long?)null, (DateTimeOffset?)null);
    }
}
