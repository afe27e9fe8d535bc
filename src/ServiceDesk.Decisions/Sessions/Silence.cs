using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>What follows when somebody owes a word and does not say it (rules D1–D4).</summary>
public static class Silence
{
    /// <summary>
    /// The next step while the visitor owes a word: warn, countdown, close. A notice that came late moves the later ones by
    /// as much. Null while anybody else owes it.
    /// </summary>
    public static (DeadlineStep Step, DateTimeOffset DueAt)? Next(
        SilenceSettings settings, ConversationFacts facts, DeadlineNotices? notices)
    {
        if (facts.WaitingOn != WaitingOn.Visitor)
        {
            return null;
        }

        var given = notices.For(facts);
        if (given?.WarnedAt is not { } warned)
        {
            return (DeadlineStep.Warn, facts.WaitingSince.AddSeconds(settings.WarnSeconds));
        }

        return given.CountdownAt is { } counted
            ? (DeadlineStep.Close, ClosesAt(settings, counted))
            : (DeadlineStep.Countdown, warned.AddSeconds(settings.CountdownSeconds - settings.WarnSeconds));
    }

    /// <summary>When a session closes whose countdown notice was given at this instant.</summary>
    public static DateTimeOffset ClosesAt(SilenceSettings settings, DateTimeOffset countdownAt) =>
        countdownAt.AddSeconds(settings.CloseSeconds - settings.CountdownSeconds);

    /// <summary>
    /// The next step while the agent owes a word: warn, alarm, then nothing, however much the visitor adds meanwhile; nothing ever closes.
    /// </summary>
    public static (DeadlineStep Step, DateTimeOffset DueAt)? NextReplyDue(
        ReplyDueSettings settings, ConversationFacts facts, DeadlineNotices? notices)
    {
        if (facts.WaitingOn != WaitingOn.Service)
        {
            return null;
        }

        var given = notices.ForDebt(facts);
        if (given?.ReplyWarnedAt is null)
        {
            return (DeadlineStep.Warn, facts.WaitingSince.AddSeconds(settings.WarnSeconds));
        }

        return given.ReplyAlarmedAt is null
            ? (DeadlineStep.Alarm, facts.WaitingSince.AddSeconds(settings.AlarmSeconds))
            : null;
    }

    /// <summary>The notices, if they were given for the word that is owed now.</summary>
    internal static DeadlineNotices? For(this DeadlineNotices? notices, ConversationFacts facts) =>
        notices is not null && notices.ForSeq == facts.LastPublicSeq && notices.Since == facts.WaitingSince ? notices : null;

    /// <summary>The notices, if they were given for the word that has been owed as long as the one now: further words of who waits are the same debt.</summary>
    internal static DeadlineNotices? ForDebt(this DeadlineNotices? notices, ConversationFacts facts) =>
        notices is not null && notices.Since == facts.WaitingSince ? notices : null;
}
