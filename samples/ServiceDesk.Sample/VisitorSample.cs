using ServiceDesk.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.SampleProgram;

/// <summary>
/// A visitor by program: opens a session, asks, waits for the answer, mends the question, and comes back as the same visitor.
/// <c>dotnet run --project samples/ServiceDesk.Sample -- http://127.0.0.1:5080 demo-shop "How long does delivery take?"</c>
/// </summary>
public static class VisitorSample
{
    /// <param name="args">Address of the chat origin, public key of the entry point, question.</param>
    /// <returns>0 when the question was answered; 1 when the server refused, 2 when the arguments are wrong.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var address, var entryPoint, var question] || !Uri.TryCreate(address, UriKind.Absolute, out var chat))
        {
            await Console.Error.WriteLineAsync("usage: ServiceDesk.Sample CHAT-ORIGIN ENTRY-POINT QUESTION");
            return 2;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await Run(chat, entryPoint, question, Console.Out, patience.Token);
            return 0;
        }
        catch (ServiceDeskException refusal)
        {
            await Console.Error.WriteLineAsync($"refused: {refusal.Error.Code}");
            return 1;
        }
    }

    /// <summary>Asks and writes what is said, one line an event: seq, sender, text.</summary>
    public static async Task Run(Uri chat, string entryPoint, string question, TextWriter output, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = chat };

        // The resume token is what makes the next run the same visitor: keep it as you would keep a password.
        using var credentials = new VisitorCredentials(http, entryPoint);
        var client = new ClientInfo("sample", "1.0", Guid.CreateVersion7().ToString("N"), "main", "en");
        var arrived = new Arrivals(output);
        await using var connection = new ServiceDeskConnection<IVisitorHub, IVisitorClient>(
            ConnectionOptions.ForVisitor(chat, credentials, client), new Callbacks(output), arrived.Take);
        await connection.Start(cancellation);

        // Each command has an id of its own, so that repeating it after a lost answer does nothing twice.
        var hub = await connection.Hub(cancellation);
        var page = new PageInfo("https://shop.example/delivery", "Delivery");
        var session = (await hub.Start(new StartRequest(Guid.CreateVersion7(), page))).OrThrow();
        connection.Follow(session.ConversationId);

        // Answers only after the commit, however often the connection is lost in between.
        var asked = await connection.Send(session.ConversationId, question, cancellation);
        await arrived.After(asked.Seq, cancellation);

        // A change is an event of its own; readers see the message with its new text.
        var edit = new SendRequest(
            session.ConversationId, Guid.CreateVersion7(), EventTypes.Edit, new EventBody { Target = asked.Seq, Text = question + " Thank you!" });
        await connection.Send(edit, cancellation);
        (await hub.End(new SessionCommand(Guid.CreateVersion7(), session.SessionId))).OrThrow();
        await output.WriteLineAsync($"come back with the resume token of {credentials.ResumeToken!.Length} characters");
    }
}
