using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServiceDesk.Load.Messages;

/// <summary>The yardstick: SignalR and nothing else. It sends a text to a group and answers; nothing is stored, checked or ordered.</summary>
internal static class BareRelay
{
    public const string Command = "bare-relay";
    public const string Path = "/relay";

    /// <summary>The yardstick's own process; it ends with its input.</summary>
    public static async Task<int> Serve(string[] args, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<BareHub>(Path);
        await app.StartAsync(cancellation);
        Console.WriteLine(app.Urls.Single());
        while (await Console.In.ReadLineAsync(cancellation) is not null)
        {
            // Whoever started it says nothing; the end of input is the end.
        }

        await app.StopAsync(CancellationToken.None);
        return 0;
    }
}

internal sealed record BareMessage(string Group, Guid Id, string Text);

internal sealed record BareAck(Guid Id);

internal sealed class BareHub : Hub
{
    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);

    public async Task<BareAck> Send(BareMessage message)
    {
        await Clients.Group(message.Group).SendAsync("Events", message);
        return new BareAck(message.Id);
    }
}

/// <summary>A running yardstick, pinned like the server.</summary>
internal sealed class BareRelayProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BareRelayProcess(Process process, Uri address) => (_process, Hub) = (process, new Uri(address, BareRelay.Path));

    public Uri Hub { get; }

    public MeasuredProcess Measured => new(_process.Id);

    public static async Task<BareRelayProcess> Start(CancellationToken cancellation)
    {
        string[] command =
        [
            .. Cores.ServerPrefix, "dotnet", typeof(BareRelay).Assembly.Location, BareRelay.Command, "--urls=http://127.0.0.1:0",
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync(cancellation);
        return address is null
            ? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The yardstick did not start: exit code {process.ExitCode}."))
            : new BareRelayProcess(process, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
