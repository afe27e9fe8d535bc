namespace ServiceDesk.Decisions.Messages;

/// <summary>What somebody wants to do to a message that is there.</summary>
public enum ChangeKind
{
    Edit,
    Recall,
    Reaction,
    Pin,

    /// <summary>By administrators: nothing of it is kept.</summary>
    Erasure,
}

/// <summary>Why a change is refused.</summary>
public enum ChangeFault
{
    /// <summary>It is about an event that is no message.</summary>
    NoMessage,

    /// <summary>The message was taken back.</summary>
    Gone,

    /// <summary>The message has no text to edit.</summary>
    NoText,

    /// <summary>The message is somebody else's.</summary>
    NotOwn,

    /// <summary>The message is older than it may be for that.</summary>
    TooLate,

    /// <summary>Staff take back another's message only with a reason.</summary>
    ReasonMissing,

    /// <summary>Not for visitors.</summary>
    NotAllowed,
}

/// <summary>Who wants the change.</summary>
/// <param name="IsVisitor">The visitor, or staff.</param>
/// <param name="Moderates">Whether it may take back what others said.</param>
public sealed record ChangeAuthor(bool IsVisitor, bool Moderates);

/// <summary>The message that the change is about.</summary>
/// <param name="IsMessage">A message or an announcement.</param>
/// <param name="IsGone">Taken back or erased.</param>
/// <param name="IsOwn">Of the one who wants the change.</param>
public sealed record ChangeTarget(bool IsMessage, bool HasText, bool IsGone, bool IsOwn, TimeSpan Age);

/// <summary>For how long an own message may be changed.</summary>
public sealed record ChangeWindows(TimeSpan Edit, TimeSpan Recall);

/// <summary>Who may change what (PROTOCOL §2): own messages within a window; staff take back others' with a reason, and pin.</summary>
public static class ChangeRules
{
    /// <summary>Null when the change may be made.</summary>
    public static ChangeFault? Fault(ChangeKind kind, ChangeAuthor author, ChangeTarget target, bool hasReason, ChangeWindows windows)
    {
        if (!target.IsMessage)
        {
            return ChangeFault.NoMessage;
        }

        // What was taken back is still kept, and can be erased.
        if (kind == ChangeKind.Erasure)
        {
            return null;
        }

        if (target.IsGone)
        {
            return ChangeFault.Gone;
        }

        return kind switch
        {
            ChangeKind.Edit => Edit(target, windows.Edit),
            ChangeKind.Recall => Recall(author, target, hasReason, windows.Recall),
            ChangeKind.Pin when author.IsVisitor => ChangeFault.NotAllowed,
            _ => null,
        };
    }

    private static ChangeFault? Edit(ChangeTarget target, TimeSpan window)
    {
        if (!target.IsOwn)
        {
            return ChangeFault.NotOwn;
        }

        if (!target.HasText)
        {
            return ChangeFault.NoText;
        }

        return target.Age > window ? ChangeFault.TooLate : null;
    }

    private static ChangeFault? Recall(ChangeAuthor author, ChangeTarget target, bool hasReason, TimeSpan window)
    {
        var inTime = target.IsOwn && target.Age <= window;
        if (inTime)
        {
            return null;
        }

        if (!author.Moderates)
        {
            return target.IsOwn ? ChangeFault.TooLate : ChangeFault.NotOwn;
        }

        return hasReason ? null : ChangeFault.ReasonMissing;
    }
}
