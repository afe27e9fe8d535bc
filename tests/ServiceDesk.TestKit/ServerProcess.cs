using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServiceDesk.TestKit;

/// <summary>The real server as a process of its own, which can be killed without warning and started again on the same data and port.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly IReadOnlyList<string> _prefix;
    private readonly int _port = FreePort();
    private readonly List<string> _output = [];
    private Process? _process;

    /// <param name="settings">On top of <see cref="TestDesk.Settings"/>.</param>
    /// <param name="prefix">A command that becomes what follows it, for example taskset with its arguments.</param>
    public ServerProcess(IReadOnlyDictionary<string, string?>? settings = null, IReadOnlyList<string>? prefix = null)
    {
        _prefix = prefix ?? [];
        _settings = settings ?? new Dictionary<string, string?>();
        (Chat, Desk) = TestDesk.Origins(_port);
    }

    public Uri Chat { get; }

    public Uri Desk { get; }

    public string Folder { get; } = TestDesk.NewFolder();

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Of the running process.</summary>
    public int Id => _process!.Id;

    /// <summary>What the processes wrote so far, oldest first.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        string[] command = [.. _prefix, "dotnet", Path.Combine(AppContext.BaseDirectory, "ServiceDesk.Server.dll")];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add($"--contentRoot={Folder}");
        start.ArgumentList.Add($"--urls=http://127.0.0.1:{_port}");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in TestDesk.Settings.Concat(_settings))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReady(cancellation);
    }

    /// <summary>Ends it as a power cut of the process: no handler of its own runs.</summary>
    public async Task Kill9(CancellationToken cancellation)
    {
        Kills++;
        _process!.Kill();
        await _process.WaitForExitAsync(cancellation);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Kills it and starts it on the same data.</summary>
    public async Task Restart(CancellationToken cancellation)
    {
        await Kill9(cancellation);
        await Start(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await Kill9(CancellationToken.None);
        }

        TestDesk.Delete(Folder);
    }

    private async Task UntilReady(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Chat };
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{string.Join('\n', Output)}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (since.Elapsed < StartLimit)
            {
                // It does not listen yet.
            }

            if (since.Elapsed >= StartLimit)
            {
                throw new TimeoutException($"The server was not ready within {StartLimit.TotalSeconds} s:\n{string.Join('\n', Output)}");
            }

            await Task.Delay(50, cancellation);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is { } line)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
