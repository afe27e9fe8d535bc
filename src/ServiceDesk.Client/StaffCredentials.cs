using System.Net;
using System.Net.Http.Json;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>A signed-in member of staff: the cookie and the origin that the staff hubs ask for.</summary>
public sealed class StaffCredentials
{
    private StaffCredentials(Uri desk, CookieContainer cookies, StaffUser user) => (Desk, Cookies, User) = (desk, cookies, user);

    /// <summary>The desk origin.</summary>
    public Uri Desk { get; }

    /// <summary>As a browser would name it; staff hubs admit no other.</summary>
    public string Origin => Desk.GetLeftPart(UriPartial.Authority);

    public CookieContainer Cookies { get; }

    public StaffUser User { get; }

    /// <exception cref="ServiceDeskException">The server refused: unauthenticated for a wrong address or password.</exception>
    public static async Task<StaffCredentials> SignIn(Uri desk, string email, string password, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = Client(desk, handler);
        var answer = await http.PostAsJsonAsync("api/staff/sign-in", new SignInRequest(email, password), WireJson.Options, cancellation);
        await ServiceDeskException.ThrowUnlessOk(answer, cancellation);
        var me = await http.GetAsync(new Uri("api/staff/me", UriKind.Relative), cancellation);
        await ServiceDeskException.ThrowUnlessOk(me, cancellation);
        return new StaffCredentials(desk, cookies, (await me.Content.ReadFromJsonAsync<StaffUser>(WireJson.Options, cancellation))!);
    }

    /// <summary>Ends the sign-in; open connections are closed by the server.</summary>
    public async Task SignOut(CancellationToken cancellation)
    {
        using var handler = new HttpClientHandler { CookieContainer = Cookies };
        using var http = Client(Desk, handler);
        var answer = await http.PostAsync(new Uri("api/staff/sign-out", UriKind.Relative), null, cancellation);
        await ServiceDeskException.ThrowUnlessOk(answer, cancellation);
    }

    private static HttpClient Client(Uri desk, HttpClientHandler handler)
    {
        var http = new HttpClient(handler, disposeHandler: false) { BaseAddress = desk };
        http.DefaultRequestHeaders.Add("Origin", desk.GetLeftPart(UriPartial.Authority));
        return http;
    }
}
