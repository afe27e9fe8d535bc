using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ServiceDesk.Server.Tests.Setup;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>A server that speaks S3 (the npm package s3rver), as a process of its own on a loopback port; see tests/s3.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "files";

    private readonly Process _process;
    private readonly string _folder = TestDesk.NewFolder();

    private S3Server()
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program, "-d", _folder, "-a", "127.0.0.1", "-p", $"{new Uri(Url).Port}", "--silent", "--configure-bucket", Bucket])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    public string Url { get; }

    /// <summary>Null when it can run, else why not.</summary>
    public static string? Missing => File.Exists(Program) ? null : "s3rver is not installed: npm --prefix tests/s3 ci";

    private static string Program => Path.Combine(Repository.Root, "tests", "s3", "node_modules", "s3rver", "bin", "s3rver.js");

    public static async Task<S3Server> Start(CancellationToken cancellation)
    {
        var server = new S3Server();
        await Eventually.True(
            () =>
            {
                try
                {
                    using var socket = new TcpClient();
                    socket.Connect(IPAddress.Loopback, new Uri(server.Url).Port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            cancellation,
            TimeSpan.FromSeconds(60));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        TestDesk.Delete(_folder);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
