using Microsoft.Playwright;

namespace ServiceDesk.Browser.Tests;

/// <summary>The way between a page's hub connections and the server, which a test can cut in either direction. Make it before the page is opened.</summary>
internal sealed class Sockets
{
    private readonly List<IWebSocketRoute> _open = [];

    /// <summary>How many connections the page has begun.</summary>
    public int Begun { get; private set; }

    /// <summary>What the page sends does not arrive.</summary>
    public bool DropsRequests { get; set; }

    /// <summary>What the server sends does not arrive.</summary>
    public bool DropsAnswers { get; set; }

    /// <summary>A connection is closed as soon as a message is sent over it.</summary>
    public bool ClosesOnSend { get; set; }

    /// <summary>The messages that the page has sent so far, lost ones included.</summary>
    public int Sends { get; private set; }

    public static async Task<Sockets> Of(IPage page, string hub)
    {
        var sockets = new Sockets();
        await page.RouteWebSocketAsync(url => url.Contains(hub, StringComparison.Ordinal), sockets.Carry);
        return sockets;
    }

    private void Carry(IWebSocketRoute page)
    {
        Begun++;
        _open.Add(page);
        var server = page.ConnectToServer();
        page.OnMessage(frame =>
        {
            var sends = frame.Text?.Contains("\"target\":\"Send\"", StringComparison.Ordinal) == true;
            Sends += sends ? 1 : 0;
            if (sends && ClosesOnSend)
            {
                _ = page.CloseAsync();
                _ = server.CloseAsync();
            }
            else if (!DropsRequests)
            {
                Forward(frame, server);
            }
        });
        server.OnMessage(frame =>
        {
            if (!DropsAnswers)
            {
                Forward(frame, page);
            }
        });
    }

    private static void Forward(IWebSocketFrame frame, IWebSocketRoute to)
    {
        if (frame.Text is { } text)
        {
            to.Send(text);
        }
        else
        {
            to.Send(frame.Binary!);
        }
    }
}
