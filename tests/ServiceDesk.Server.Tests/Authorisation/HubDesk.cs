using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>A host where Ana serves sales, Lee could, and Mei serves support only; every caller is connected with the real client.</summary>
public sealed class HubDesk : IAsyncLifetime
{
    public const string Queue = "sales";
    public const string OtherQueue = "support";

    private readonly Dictionary<Caller, AgentBot> _staff = [];
    private VisitorBot _stranger = null!;
    private VisitorBot _witness = null!;

    public TestHost Host { get; private set; } = null!;

    private AgentBot Agent => _staff[Caller.Agent];

    private AgentBot Colleague => _staff[Caller.Colleague];

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.Start(new Dictionary<string, string?>
        {
            ["Demo:RingSeconds"] = "120",
            ["Demo:WrapUpSeconds"] = "300",
            ["Demo:Capacity"] = "100",
            ["Watermarks:FlushMs"] = "10",
            ["RateLimits:VisitorSend:Burst"] = "10000",
            ["RateLimits:StaffSend:Burst"] = "10000",
            ["RateLimits:Mark:Burst"] = "10000",
            // A request with every field that there is fills more than a frame of the default.
            ["RealTime:VisitorFrameBytes"] = "262144",
            ["RealTime:StaffFrameBytes"] = "262144",
        });
        foreach (var caller in Enum.GetValues<Caller>())
        {
            if (Matrix.Account(caller) is { } email)
            {
                _staff[caller] = await AgentBot.Connect(Host.Desk, email, CancellationToken.None);
            }
        }

        await Matrix.MakeAccountWithoutRole(Host);
        _stranger = await VisitorBot.Connect(Host.Chat, CancellationToken.None);
        _witness = await VisitorBot.Connect(Host.Chat, CancellationToken.None);
        await _witness.Open(CancellationToken.None);
        await Outsider.Publish(Host, _staff[Caller.Outsider].Credentials.User.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _witness.DisposeAsync();
        await _stranger.DisposeAsync();
        foreach (var bot in _staff.Values)
        {
            await bot.DisposeAsync();
        }

        await Host.DisposeAsync();
    }

    public string Person(Caller caller, HubScene scene) => caller switch
    {
        Caller.Visitor => scene.Visitor.Person,
        Caller.Stranger => _stranger.Person,
        _ => _staff[caller].Person,
    };

    /// <summary>A new visitor whose session has come as far as asked.</summary>
    public async Task<HubScene> Scene(Stage stage, CancellationToken cancellation)
    {
        // There, and rung for nothing until the stage wants it.
        await Colleague.Choose(Presence.Busy, cancellation);
        await Agent.Choose(Presence.Online, cancellation);
        var visitor = await VisitorBot.Connect(Host.Chat, cancellation);
        var session = await visitor.Open(cancellation);
        var offer = stage == Stage.Bot ? null : await Ring(visitor, cancellation);
        switch (stage)
        {
            case Stage.MessageLeft:
                await LeaveMessage(visitor, cancellation);
                break;
            case Stage.BackAfterMessage:
                await LeaveMessage(visitor, cancellation);
                await visitor.Open(cancellation);
                break;
            case Stage.Answered or Stage.Asked or Stage.Ended:
                await Serve(visitor, offer!, stage, cancellation);
                break;
            case Stage.Drafted:
                await Serve(visitor, offer!, Stage.Asked, cancellation);
                (await (await visitor.Hub(cancellation)).SaveDraft(new SaveDraftRequest(session.ConversationId, "What I"))).OrThrow();
                (await (await Agent.Hub(cancellation)).SaveDraft(new SaveDraftRequest(session.ConversationId, "We will"))).OrThrow();
                break;
            case Stage.Barged:
                await Serve(visitor, offer!, Stage.Asked, cancellation);
                await Submit(new BargedIn(session.SessionId, _staff[Caller.Supervisor].Credentials.User.Id, "Sam") { At = default, Seq = 0 });
                break;
            case Stage.WithColleague or Stage.Consulted:
                await Serve(visitor, offer!, Stage.Asked, cancellation);
                await Colleague.Choose(Presence.Online, cancellation);
                break;
        }

        if (stage == Stage.Consulted)
        {
            await Consult(session.SessionId, cancellation);
        }

        await using var db = Host.OpenDb();
        var conversation = await db.Conversations.SingleAsync(c => c.Id == session.ConversationId, cancellation);
        var row = await db.Sessions.SingleAsync(s => s.Id == session.SessionId, cancellation);
        var ticket = await db.Tickets.Where(t => t.SessionId == session.SessionId).Select(t => t.Id).FirstOrDefaultAsync(cancellation);
        var token = await visitor.Credentials.Token(renew: false, cancellation);
        return new HubScene(
            visitor,
            token,
            row.Id,
            conversation.Id,
            conversation.Epoch,
            conversation.HeadSeq,
            row.Version,
            offer?.OfferId ?? 0,
            ticket,
            _staff[Caller.Colleague].Credentials.User.Id,
            await SentFile(conversation, visitor.Person, cancellation));
    }

    private async Task<string> SentFile(Conversation conversation, string owner, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        await using var db = Host.OpenDb();
        db.StoredFiles.Add(new StoredFile { Id = id, Sha256 = id + id, State = StoredFileStates.Ready, MediaType = "text/plain" });
        db.Attachments.Add(new AttachmentRow
        {
            Id = id, ConversationId = conversation.Id, Owner = owner, TokenHash = id, Name = "a.txt", DeclaredType = "",
            State = UploadStates.Ready, FileId = id, SentSeq = conversation.HeadSeq,
        });
        await db.SaveChangesAsync(cancellation);
        return id;
    }

    /// <summary>The hub as the caller reaches it: greeted where the caller may be. The connection ends with the lease.</summary>
    /// <exception cref="HttpRequestException">The transport refused.</exception>
    public async Task<(object Hub, IAsyncDisposable Lease)> Reach(Type hub, Caller caller, HubScene scene, CancellationToken cancellation)
    {
        var kept = (hub.Name, caller) switch
        {
            (nameof(IVisitorHub), Caller.Visitor) => await scene.Visitor.Hub(cancellation),
            (nameof(IVisitorHub), Caller.Stranger) => await _stranger.Hub(cancellation),
            (nameof(IAgentHub), _) when _staff.TryGetValue(caller, out var bot) => await bot.Hub(cancellation),
            _ => (object?)null,
        };
        if (kept is not null)
        {
            return (kept, Nobody.Instance);
        }

        var connection = await Connect(hub, caller, scene, cancellation);
        object raw = hub.Name switch
        {
            nameof(IVisitorHub) => connection.As<IVisitorHub>(cancellation),
            nameof(IAgentHub) => connection.As<IAgentHub>(cancellation),
            _ => connection.As<IMonitorHub>(cancellation),
        };
        return (raw, connection);
    }

    /// <summary>Calls the method of the table as the caller.</summary>
    /// <returns>A <see cref="Reply"/> or <see cref="Reply{T}"/>.</returns>
    /// <exception cref="HttpRequestException">The transport refused.</exception>
    public async Task<object> Invoke(string method, Caller caller, HubScene scene, object request, CancellationToken cancellation)
    {
        var (hub, lease) = await Reach(HubMethods.ContractOf(method), caller, scene, cancellation);
        await using (lease)
        {
            return await HubMethods.Invoke(method, hub, request);
        }
    }

    /// <summary>Whether a mark of this person is stored, once every mark that was made before is.</summary>
    public async Task<bool> IsMarked(HubScene scene, string person, bool read, CancellationToken cancellation)
    {
        await Settle(cancellation);
        await using var db = Host.OpenDb();
        return await db.Members.AnyAsync(
            m => m.ConversationId == scene.Conversation && m.Person == person && (read ? m.ReadSeq : m.DeliveredSeq) >= scene.Head,
            cancellation);
    }

    // Marks are stored in the order of their coming: one of a witness that is stored comes after all before it.
    private async Task Settle(CancellationToken cancellation)
    {
        var said = await Unreceived(cancellation);
        (await (await _witness.Hub(cancellation)).MarkDelivered(new MarkRequest(_witness.Session!.ConversationId, said))).OrThrow();
        while (true)
        {
            await using var db = Host.OpenDb();
            if (await db.Members.AnyAsync(m => m.Person == _witness.Person && m.DeliveredSeq >= said, cancellation))
            {
                return;
            }

            await Task.Delay(10, cancellation);
        }
    }

    // The seq of an event that the witness has not received yet: the bot's answer to what the witness says.
    private async Task<long> Unreceived(CancellationToken cancellation)
    {
        var ack = await _witness.Say("How long does delivery take?", cancellation);
        var answer = await Eventually.Some(
            () => _witness.Seen.FirstOrDefault(e => e.Seq > ack.Seq && e.Sender.StartsWith("bot:", StringComparison.Ordinal)), cancellation);
        return answer.Seq;
    }

    private async Task<OfferCard> Ring(VisitorBot visitor, CancellationToken cancellation)
    {
        await visitor.WantPerson(cancellation);
        return await Agent.Ringing(cancellation, visitor.Session!.SessionId);
    }

    private static async Task LeaveMessage(VisitorBot visitor, CancellationToken cancellation) =>
        (await (await visitor.Hub(cancellation)).ChooseFallback(new ChooseFallbackRequest(
            Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.Message, "kim@example.org", "Please call"))).OrThrow();

    private async Task Serve(VisitorBot visitor, OfferCard offer, Stage stage, CancellationToken cancellation)
    {
        var row = await Agent.Accept(offer, cancellation);
        await visitor.Say("It is late", cancellation);
        await Agent.Say(row.ConversationId, "How can I help?", cancellation);
        if (stage == Stage.Asked)
        {
            await visitor.Say("Where is it?", cancellation);
        }

        if (stage == Stage.Ended)
        {
            var hub = await Agent.Hub(cancellation);
            var now = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.Single(s => s.SessionId == row.SessionId);
            (await hub.End(new VersionedCommand(Guid.CreateVersion7(), row.SessionId, now.Version))).OrThrow();
            await Eventually.True(() => visitor.Inbox.Sessions.Any(s => s.Survey is not null), cancellation);
        }
    }

    private async Task Consult(long session, CancellationToken cancellation)
    {
        var hub = await Agent.Hub(cancellation);
        var now = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.Single(s => s.SessionId == session);
        (await hub.Consult(new TransferRequest(Guid.CreateVersion7(), session, now.Version, ToAgent: Colleague.Credentials.User.Id))).OrThrow();
        await Colleague.Accept(await Colleague.Ringing(cancellation, session), cancellation);
    }

    /// <summary>The same without the client's ways: greeted where the hub is, and it sends whatever it is given.</summary>
    /// <param name="messagePack">Instead of JSON; visitors' hub speaks JSON only.</param>
    public async Task<HubConnection> Raw(Type hub, Caller caller, HubScene scene, bool messagePack, CancellationToken cancellation)
    {
        var connection = await Connect(hub, caller, scene, cancellation, messagePack);
        if (hub != typeof(IMonitorHub))
        {
            var hello = new HelloRequest(ProtocolVersion.Current, VisitorBot.Client("raw"), hub == typeof(IVisitorHub) ? scene.Token : null);
            (await connection.InvokeAsync<Reply<Welcome>>("Hello", hello, cancellation)).OrThrow();
        }

        return connection;
    }

    private async Task<HubConnection> Connect(
        Type hub, Caller caller, HubScene scene, CancellationToken cancellation, bool messagePack = false)
    {
        var origin = hub == typeof(IVisitorHub) ? Host.Chat : Host.Desk;
        var path = hub == typeof(IVisitorHub) ? "hubs/visitor" : hub == typeof(IAgentHub) ? "hubs/agent" : "hubs/monitor";
        var builder = new HubConnectionBuilder().WithUrl(new Uri(origin, path), http =>
        {
            http.Headers["Origin"] = origin.GetLeftPart(UriPartial.Authority);
            if (_staff.TryGetValue(caller, out var bot))
            {
                foreach (Cookie cookie in bot.Credentials.Cookies.GetCookies(Host.Desk))
                {
                    http.Cookies.Add(origin, new Cookie(cookie.Name, cookie.Value));
                }
            }
            else if (caller != Caller.None)
            {
                http.Headers["Authorization"] = "Bearer " + scene.Token;
            }
        });
        builder.Services.Configure<Microsoft.AspNetCore.SignalR.JsonHubProtocolOptions>(json => WireJson.Apply(json.PayloadSerializerOptions));
        if (messagePack)
        {
            builder.AddMessagePackProtocol();
        }

        var connection = builder.Build();
        try
        {
            await connection.StartAsync(cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return connection;
    }

    private async Task Submit(RoutingEvent e)
    {
        var result = await Host.Get<RoutingDomain>().Submit(Guid.CreateVersion7(), e, CancellationToken.None);
        if (result.Error is { } error)
        {
            throw new ServiceDeskException(error);
        }
    }

    private sealed class Nobody : IAsyncDisposable
    {
        public static Nobody Instance { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
