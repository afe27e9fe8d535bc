using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServiceDesk.TestKit;

/// <summary>The real server as a process of its own, which can be killed without warning and started again on the same data and port.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    // Generous, for a loaded machine.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly IReadOnlyList<string> _prefix;
    private readonly string _program;
    private readonly bool _keepFolder;
    private readonly int _port = FreePort();
    private readonly List<string> _output = [];
    private Process? _process;

    /// <param name="settings">On top of <see cref="TestDesk.Settings"/>.</param>
    /// <param name="prefix">A command that becomes what follows it, for example taskset with its arguments.</param>
    /// <param name="program">Another build of the server; null for the one beside the tests.</param>
    /// <param name="folder">Where its data go, kept at the end; null for a new one, deleted at the end.</param>
    public ServerProcess(
        IReadOnlyDictionary<string, string?>? settings = null, IReadOnlyList<string>? prefix = null, string? program = null, string? folder = null)
    {
        _prefix = prefix ?? [];
        _settings = settings ?? new Dictionary<string, string?>();
        _program = program ?? Path.Combine(AppContext.BaseDirectory, "ServiceDesk.Server.dll");
        _keepFolder = folder is not null;
        Folder = folder ?? TestDesk.NewFolder();
        (Chat, Desk) = TestDesk.Origins(_port);
    }

    public Uri Chat { get; }

    public Uri Desk { get; }

    public string Folder { get; }

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
        string[] command = [.. _prefix, "dotnet", _program];
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

    /// <summary>Takes the processor from it (SIGSTOP): its connections stay open and nobody answers.</summary>
    public void Pause() => Signal(Posix.Stop);

    /// <summary>A pause that has begun for all its threads when this returns: each is stopped, or inside a call to the disk and stopped at its end.</summary>
    public async Task Freeze(CancellationToken cancellation)
    {
        Pause();
        while (ThreadStates().Any(state => state is 'R' or 'S'))
        {
            await Task.Delay(1, cancellation);
        }
    }

    /// <summary>Ends a pause (SIGCONT).</summary>
    public void Continue() => Signal(Posix.Continue);

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

        if (!_keepFolder)
        {
            TestDesk.Delete(Folder);
        }
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

    // The state is the letter behind the name, which stands in brackets and may hold anything.
    private List<char> ThreadStates()
    {
        var states = new List<char>();
        foreach (var thread in Directory.GetDirectories($"/proc/{_process!.Id}/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                states.Add(stat[stat.LastIndexOf(')') + 2]);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return states;
    }

    private void Signal(int signal)
    {
        if (Posix.Kill(_process!.Id, signal) != 0)
        {
            throw new InvalidOperationException($"The signal {signal} could not be sent: error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
