using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>One host for all tests of a class, with uploads enough for all of them and a supervisor who reads along.</summary>
public sealed class FileDesk : IAsyncLifetime
{
    public static readonly Dictionary<string, string?> Settings = new()
    {
        ["RateLimits:Upload:PerSecond"] = "10000",
        ["RateLimits:Upload:Burst"] = "100000",
        ["RateLimits:VisitorSend:Burst"] = "100000",
        ["RateLimits:Fetch:Burst"] = "100000",
        ["Attachments:UnsentLimit"] = "1000",
    };

    public TestHost Host { get; private set; } = null!;

    public AgentBot Supervisor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.Start(Settings);
        Supervisor = await AgentBot.Connect(Host.Desk, TestDesk.Supervisor, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.DisposeAsync();
        await Host.DisposeAsync();
    }

    /// <summary>A visitor with an open session and an uploader of its own.</summary>
    internal async Task<Sender> Sender(CancellationToken cancellation)
    {
        var visitor = await VisitorBot.Connect(Host.Chat, cancellation);
        await visitor.Open(cancellation);
        return new Sender(visitor, await Uploader.Of(visitor, Host.Chat), visitor.Session!.ConversationId);
    }

    public Conversation Row(long conversation)
    {
        using var db = Host.OpenDb();
        return db.Conversations.Single(c => c.Id == conversation);
    }

    /// <summary>The file as the person gets it, by a fresh address.</summary>
    internal static async Task<HttpResponseMessage> Download(IConversationHub hub, long conversation, string id, CancellationToken cancellation)
    {
        var links = await hub.AttachmentLinks(new AttachmentLinksRequest(conversation, [id]));
        using var http = new HttpClient();
        return await http.GetAsync(links.Value!.Links.Single().Url, cancellation);
    }

    /// <summary>Every file below the folders of uploads and files.</summary>
    internal static IReadOnlyList<string> OnDisk(TestHost host)
    {
        var folders = host.Get<AttachmentFolders>();
        return [.. new[] { folders.Files, folders.Uploads }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];
    }
}

internal sealed record Sender(VisitorBot Visitor, Uploader Uploader, long Conversation) : IAsyncDisposable
{
    public async Task<Reply<Ack>> Send(CancellationToken cancellation, params string[] attachments) => await (await Visitor.Hub(cancellation)).Send(
        new SendRequest(Conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: attachments));

    /// <summary>Uploads a file, which must be taken, and sends it.</summary>
    public async Task<Attachment> SendFile(string name, byte[] bytes, CancellationToken cancellation)
    {
        var attachment = (await Uploader.Upload(Conversation, name, "", bytes)).Attachment!;
        (await Send(cancellation, attachment.Id)).OrThrow();
        return attachment;
    }

    public async ValueTask DisposeAsync()
    {
        Uploader.Dispose();
        await Visitor.DisposeAsync();
    }
}
