using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Attachments;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>Uploads of the visitor and of the agent, for the routes of files.</summary>
internal sealed class RouteFiles : IDisposable
{
    private readonly Uploader _visitor;
    private readonly Uri _desk;
    private readonly long _conversation;

    private RouteFiles(Uploader visitor, Uri desk, long conversation, string grant) =>
        (_visitor, _desk, _conversation, Grant) = (visitor, desk, conversation, grant);

    /// <summary>Of a file that the visitor may read.</summary>
    public string Grant { get; }

    public static async Task<RouteFiles> Make(TestHost host, VisitorBot visitor)
    {
        var conversation = visitor.Session!.ConversationId;
        var uploader = await Uploader.Of(visitor, host.Chat);
        var file = await uploader.Upload(conversation, "a.txt", "text/plain", Samples.Bytes(10));
        var links = await (await visitor.Hub(CancellationToken.None)).AttachmentLinks(new AttachmentLinksRequest(conversation, [file.AttachmentId]));
        var url = links.Value!.Links.Single().Url;
        return new RouteFiles(uploader, host.Desk, conversation, url[(url.LastIndexOf('/') + 1)..]);
    }

    /// <summary>Of a new upload.</summary>
    public async Task<string> Token(bool staff, CancellationToken cancellation)
    {
        // Signed in anew each time: signing out ends what came before.
        using var agent = staff ? Uploader.Of(await StaffCredentials.SignIn(_desk, TestDesk.Ana, TestDesk.Password, cancellation)) : null;
        var url = (await (agent ?? _visitor).Begin(_conversation, "a.txt", "text/plain", 10)).Url;
        return url[(url.LastIndexOf('/') + 1)..];
    }

    public void Dispose() => _visitor.Dispose();
}
