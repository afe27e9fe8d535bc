using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>How to reach a hub and who calls.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Address of the hub, for example <c>https://chat.example.org/hubs/visitor</c>.</summary>
    public required Uri Hub { get; init; }

    public required ClientInfo Client { get; init; }

    /// <summary>Visitors: gives the access token for Hello. Null for staff.</summary>
    public VisitorCredentials? Visitor { get; init; }

    /// <summary>Staff: the signed-in account. Null for visitors.</summary>
    public StaffCredentials? Staff { get; init; }

    /// <summary>Staff: MessagePack instead of JSON, which is smaller and quicker to read. Visitors' hub speaks JSON only. Default false.</summary>
    public bool MessagePack { get; init; }

    /// <summary>Optional parts that the program can use, of <see cref="FeatureNames"/>. Default none.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Visitors: the visitor has agreed that the agent sees what is being typed. Default false.</summary>
    public bool PreviewConsent { get; init; }

    /// <summary>The longest pause between two tries to connect. Default 30 s; the first is up to 0.5 s, each further one up to double.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long Hello, Ping and Fetch may take before the connection counts as broken. Default 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds between two Pings; null (default) for what the server says.</summary>
    public double? HeartbeatSeconds { get; init; }

    /// <summary>For tests of the catching up: what arrives instead of each push.</summary>
    internal Func<EventsPush, IReadOnlyList<EventsPush>>? Faults { get; init; }

    /// <summary>For a visitor on the chat origin.</summary>
    public static ConnectionOptions ForVisitor(Uri chat, VisitorCredentials visitor, ClientInfo client) =>
        new() { Hub = new Uri(chat, "hubs/visitor"), Visitor = visitor, Client = client };

    /// <summary>For a signed-in member of staff on the desk origin.</summary>
    public static ConnectionOptions ForStaff(StaffCredentials staff, ClientInfo client)
    {
        ArgumentNullException.ThrowIfNull(staff);
        return new ConnectionOptions { Hub = new Uri(staff.Desk, "hubs/agent"), Staff = staff, Client = client };
    }
}
