using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ServiceDesk.Server.Setup;

/// <summary>Section <c>Origins</c>: the two public addresses as browsers see them, <c>scheme://host[:port]</c>.</summary>
public sealed class OriginSettings : IValidatableObject
{
    /// <summary>Serves web apps, staff API, AgentHub and MonitorHub. Default <c>http://localhost:PORT</c> of the listener.</summary>
    public string? Desk { get; set; }

    /// <summary>Serves loader, frame, visitor API and VisitorHub. Default <c>http://127.0.0.1:PORT</c> of the listener.</summary>
    public string? Chat { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(Desk), Desk), (nameof(Chat), Chat) })
        {
            if (value is not null && !IsOrigin(value))
            {
                yield return new ValidationResult("must be scheme://host[:port] with http or https and nothing after it", [name]);
            }
        }
    }

    internal static bool IsOrigin(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && PublicOrigins.OriginOf(uri) == value.TrimEnd('/');
}

/// <summary>The desk's and the chat's origin. Cookies live on the first only; the frame that host pages embed lives on the second.</summary>
public sealed class PublicOrigins(IOptions<OriginSettings> settings, IServiceProvider services, IConfiguration configuration)
{
    private const int DefaultPort = 5080;
    private int? _port;

    /// <summary>As browsers write it in an Origin header: no trailing slash, no default port.</summary>
    public string Desk => OriginOf(DeskUri);

    public string Chat => OriginOf(ChatUri);

    public bool Same => Desk == Chat;

    public bool DeskIsHttps => DeskUri.Scheme == "https";

    public bool IsDeskHost(HostString host) => IsHost(DeskUri, host);

    public bool IsChatHost(HostString host) => IsHost(ChatUri, host);

    internal static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private Uri DeskUri => new(settings.Value.Desk ?? $"http://localhost:{Port()}");

    private Uri ChatUri => new(settings.Value.Chat ?? $"http://127.0.0.1:{Port()}");

    // The scheme is left out: behind a proxy that ends TLS the request arrives as http.
    private static bool IsHost(Uri origin, HostString host) =>
        string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port ?? (origin.IsDefaultPort ? origin.Port : -1)) == origin.Port;

    // A listener on port 0 knows its port only once it listens, so this is asked late.
    private int Port() =>
        (_port ??= PortOf(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []))
        ?? PortOf((configuration["urls"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries))
        ?? DefaultPort;

    private static int? PortOf(IEnumerable<string> addresses) => addresses
        .Select(BindingAddress.Parse)
        .Where(address => !address.IsUnixPipe && address.Port > 0)
        .Select(address => (int?)address.Port)
        .FirstOrDefault();
}
