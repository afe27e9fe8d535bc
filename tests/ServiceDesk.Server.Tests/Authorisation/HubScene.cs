using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>How far a session has come when a call is tried on it.</summary>
public enum Stage
{
    /// <summary>With the bot.</summary>
    Bot,

    /// <summary>Waits, and rings at the agent.</summary>
    Ringing,

    /// <summary>The agent serves it; the agent spoke last.</summary>
    Answered,

    /// <summary>The agent serves it; the visitor spoke last.</summary>
    Asked,

    /// <summary>As <see cref="Asked"/>; both have typed what they have not sent.</summary>
    Drafted,

    /// <summary>As <see cref="Asked"/>, and the colleague is online.</summary>
    WithColleague,

    /// <summary>The agent serves it; the colleague advises.</summary>
    Consulted,

    /// <summary>The agent serves it; the supervisor has barged in.</summary>
    Barged,

    /// <summary>The agent has ended it and is in wrap-up; the visitor is asked for a rating.</summary>
    Ended,

    /// <summary>The visitor has left a message instead of waiting.</summary>
    MessageLeft,

    /// <summary>The same, and the visitor has opened another session since.</summary>
    BackAfterMessage,
}

/// <summary>A session of one visitor, made for one row; every caller names its ids.</summary>
/// <param name="Token">Access token of the visitor.</param>
/// <param name="Head">Newest seq of the conversation.</param>
/// <param name="Offer">What rings; 0 before <see cref="Stage.Ringing"/>.</param>
/// <param name="Colleague">The account of the colleague.</param>
/// <param name="Attachment">A file of a message.</param>
/// <param name="Ticket">The left message; 0 but in <see cref="Stage.MessageLeft"/>.</param>
public sealed record HubScene(
    VisitorBot Visitor,
    string Token,
    long Session,
    long Conversation,
    int Epoch,
    long Head,
    int Version,
    long Offer,
    long Ticket,
    long Colleague,
    string Attachment) : IAsyncDisposable
{
    // Ended, so that the agent is free for the next row.
    public async ValueTask DisposeAsync()
    {
        await (await Visitor.Hub(CancellationToken.None)).End(new SessionCommand(Guid.CreateVersion7(), Session));
        await Visitor.DisposeAsync();
    }
}
