using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Attachments;
using ServiceDesk.TestKit;
using SkiaSharp;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>What a route is asked for by somebody who has no right to it: a thing that is there, or one that is not.</summary>
/// <param name="What">For the message of a failure.</param>
/// <param name="Name">As the request names it.</param>
public sealed record AskedThing(string What, string Name);

/// <summary>A desk that also sends mail, with things of a visitor, of an agent and of staff among themselves, and callers who have no part in them.</summary>
public sealed class StrangerDesk : RouteDesk
{
    private readonly Dictionary<Caller, string> _persons = [];
    private readonly Dictionary<Caller, (string Header, string Value)> _identities = [];

    private VisitorBot _stranger = null!;
    private long _staffConversation;
    private long _agentsReply;
    private string _sentFile = "";
    private string _fileAmongStaff = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _stranger = await VisitorBot.Connect(Host.Chat, CancellationToken.None);
        await Know(Caller.Visitor, Visitor);
        await Know(Caller.Stranger, _stranger);
        await using var agent = await Know(Caller.Agent);
        await using var outsider = await Know(Caller.Outsider);
        var session = Visitor.Session!;
        _staffConversation = (await (await agent.Hub(CancellationToken.None)).StaffConversation(new StaffConversationRequest(session.SessionId))).OrThrow().Conv;
        await using var db = Host.OpenDb();
        var file = await Picture(db, session.ConversationId);
        _sentFile = SentFile(db, file, session.ConversationId);
        _fileAmongStaff = SentFile(db, file, _staffConversation);
        var reply = new SavedReplyRow { OwnerId = agent.Credentials.User.Id, Shortcut = "own", Text = "Hello", Revision = 1 };
        db.SavedReplies.Add(reply);
        await db.SaveChangesAsync();
        _agentsReply = reply.Id;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stranger.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The header by which the server knows the caller.</summary>
    internal (string Header, string Value) IdentityOf(Caller caller) => _identities[caller];

    /// <summary>Things of the route's kind that are there.</summary>
    internal async Task<IReadOnlyList<AskedThing>> Existing(string route, Caller caller, CancellationToken cancellation) => KindOf(route) switch
    {
        ThingKind.Conversation => [new("another's conversation", $"{Visitor.Session!.ConversationId}"), AmongStaff],
        ThingKind.Session => [new("another's session", $"{Visitor.Session!.SessionId}")],
        ThingKind.VisitorUpload => [new("an agent's upload", await Files.Token(staff: true, cancellation))],
        ThingKind.StaffUpload =>
        [
            new("another agent's upload", await Files.Token(staff: true, cancellation)),
            new("a visitor's upload", await Files.Token(staff: false, cancellation)),
        ],
        ThingKind.File =>
        [
            new("another's file", Grant(caller, _sentFile)),
            new("another's picture, small", Grant(caller, _sentFile, thumbnail: true)),
            new("a file among staff", Grant(caller, _fileAmongStaff)),
            new("a picture among staff, small", Grant(caller, _fileAmongStaff, thumbnail: true)),
        ],
        ThingKind.Reply => [new("another's own reply", $"{_agentsReply}")],
        ThingKind.Account => [new("another's account", _persons[Caller.Agent].Split(':')[1])],
        ThingKind.Ban => [new("a ban", $"{BanInForce()}")],
        ThingKind.Alert => [new("an alert", $"{AnAlert}")],
        ThingKind.Version => [new("a version", $"{Host.Get<CurrentDesk>().Value.Version}")],
        _ => [new("a schedule", Host.Get<CurrentDesk>().Value.Schedules[0].Id)],
    };

    /// <summary>Things that staff keep from the visitor whom they are about.</summary>
    internal IReadOnlyList<AskedThing> KeptFromTheVisitor(string route) => KindOf(route) switch
    {
        ThingKind.Conversation => [AmongStaff],
        ThingKind.File =>
        [
            new("a file among staff", Grant(Caller.Visitor, _fileAmongStaff)),
            new("a picture among staff, small", Grant(Caller.Visitor, _fileAmongStaff, thumbnail: true)),
        ],
        _ => [],
    };

    /// <summary>A name of the route's kind that names nothing.</summary>
    internal string Missing(string route, Caller caller) => KindOf(route) switch
    {
        ThingKind.VisitorUpload or ThingKind.StaffUpload => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
        ThingKind.File => Grant(caller, Guid.NewGuid().ToString("N")),
        ThingKind.Schedule => "nowhere",
        _ => "987654321",
    };

    private AskedThing AmongStaff => new("what is among staff", $"{_staffConversation}");

    private static ThingKind KindOf(string route) => route switch
    {
        _ when route.EndsWith(CreateUpload.VisitorPath, StringComparison.Ordinal) || route.EndsWith(CreateUpload.StaffPath, StringComparison.Ordinal) => ThingKind.Conversation,
        _ when route.Contains("{conversation", StringComparison.Ordinal) => ThingKind.Conversation,
        _ when route.Contains("/sessions/{", StringComparison.Ordinal) || route.Contains("/visitor/transcript", StringComparison.Ordinal) => ThingKind.Session,
        _ when route.Contains("/visitor/uploads/{", StringComparison.Ordinal) => ThingKind.VisitorUpload,
        _ when route.Contains("/uploads/{", StringComparison.Ordinal) => ThingKind.StaffUpload,
        _ when route.Contains("{grant}", StringComparison.Ordinal) => ThingKind.File,
        _ when route.Contains("/saved-replies/{", StringComparison.Ordinal) => ThingKind.Reply,
        _ when route.Contains("/accounts/{", StringComparison.Ordinal) => ThingKind.Account,
        _ when route.Contains("/bans/{", StringComparison.Ordinal) => ThingKind.Ban,
        _ when route.Contains("/alerts/{", StringComparison.Ordinal) => ThingKind.Alert,
        _ when route.Contains("{version", StringComparison.Ordinal) => ThingKind.Version,
        _ when route.Contains("{schedule}", StringComparison.Ordinal) => ThingKind.Schedule,
        _ => throw new ArgumentOutOfRangeException(nameof(route), route, "Nothing is known of what this route names."),
    };

    protected override IReadOnlyDictionary<string, string?> Configured(IReadOnlyDictionary<string, string?> settings) =>
        new Dictionary<string, string?>(settings) { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "desk@mail.test" };

    // Signed by the server itself, as if it had been given to a person who may not read the file.
    private string Grant(Caller caller, string attachment, bool thumbnail = false)
    {
        var links = Host.Get<FileLinks>();
        var url = links.Url(new FileGrant(attachment, _persons[caller], thumbnail, links.NextEnd()));
        return url[(url.LastIndexOf('/') + 1)..];
    }

    private async Task Know(Caller caller, VisitorBot visitor)
    {
        _persons[caller] = visitor.Person;
        _identities[caller] = ("Authorization", "Bearer " + await visitor.Credentials.Token(renew: false, CancellationToken.None));
    }

    private async Task<AgentBot> Know(Caller caller)
    {
        var bot = await AgentBot.Connect(Host.Desk, Matrix.Account(caller)!, CancellationToken.None);
        _persons[caller] = bot.Person;
        _identities[caller] = ("Cookie", bot.Credentials.Cookies.GetCookieHeader(Host.Desk));
        return bot;
    }

    // Large enough to have a small one.
    private async Task<string> Picture(DeskDb db, long conversation)
    {
        using var uploader = await Uploader.Of(Visitor, Host.Chat);
        var uploaded = await uploader.Upload(conversation, "a.png", "image/png", Samples.Picture(SKEncodedImageFormat.Png, 640, 480));
        return (await db.Attachments.SingleAsync(a => a.Id == uploaded.AttachmentId)).FileId!;
    }

    private static string SentFile(DeskDb db, string file, long conversation)
    {
        var id = Guid.NewGuid().ToString("N");
        db.Attachments.Add(new AttachmentRow
        {
            Id = id, ConversationId = conversation, Owner = Persons.System, TokenHash = id, Name = "a.png", DeclaredType = "",
            State = UploadStates.Ready, FileId = file, SentSeq = 1,
        });
        return id;
    }

    private enum ThingKind
    {
        Conversation,
        Session,
        VisitorUpload,
        StaffUpload,
        File,
        Reply,
        Account,
        Alert,
        Ban,
        Version,
        Schedule,
    }
}
