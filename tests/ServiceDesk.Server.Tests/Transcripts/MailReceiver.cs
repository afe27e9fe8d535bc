using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ServiceDesk.Server.Tests.Transcripts;

/// <summary>A mail server on loopback: it speaks SMTP and keeps what it takes.</summary>
internal sealed class MailReceiver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public int Port { get; } = FreePort();

    public ConcurrentQueue<MimeMessage> Taken { get; } = new();

    /// <summary>What it answers to the next mails, before it takes any.</summary>
    public ConcurrentQueue<SmtpResponse> Refusals { get; } = new();

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Demo:RingSeconds"] = "120",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{Port}",
        ["Mail:Security"] = "None",
        ["Mail:From"] = "desk@mail.test",
        ["Messaging:FirstBackOffMilliseconds"] = "50",
        ["Messaging:LongestBackOffSeconds"] = "1",
        ["RateLimits:TranscriptMail:Burst"] = "100",
        ["RateLimits:TranscriptMailAddress:Burst"] = "1000",
    };

    public void Start()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("mail.test")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        foreach (var message in Taken)
        {
            message.Dispose();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(MailReceiver receiver) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (receiver.Refusals.TryDequeue(out var refusal))
            {
                return refusal;
            }

            using var stream = new MemoryStream(buffer.ToArray());
            receiver.Taken.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }
}
