using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Setup;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>Who calls; <c>matrix.txt</c> says what each is.</summary>
public enum Caller
{
    None,
    Visitor,
    Stranger,
    Agent,
    Colleague,
    Outsider,
    Supervisor,
    Administrator,
}

/// <summary>The table of <c>matrix.txt</c>: for every operation what each caller gets.</summary>
internal static class Matrix
{
    /// <summary>The call takes effect.</summary>
    public const string Allowed = "ok";

    /// <summary>It answers without a word about, and without effect on, what is another's.</summary>
    public const string Nothing = "nothing";

    private static readonly Caller[] Callers = Enum.GetValues<Caller>();

    /// <summary>Outcome by operation and caller: <see cref="Allowed"/>, <see cref="Nothing"/> or a refusal's code.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<Caller, string>> Rows { get; } = Read();

    /// <summary>The hub methods of the table, or the routes of it.</summary>
    public static IEnumerable<string> Operations(bool hubs) => Rows.Keys.Where(operation => operation.Contains('/', StringComparison.Ordinal) != hubs);

    /// <summary>The cells of a row, those that are refused first: what is allowed may use up what the row is tried on.</summary>
    public static IEnumerable<(Caller Caller, string Expected)> Cells(string operation) =>
        Rows[operation].OrderBy(cell => cell.Value == Allowed).ThenBy(cell => cell.Key).Select(cell => (cell.Key, cell.Value));

    /// <summary>The demo account behind a caller; null for those who are no staff.</summary>
    public static string? Account(Caller caller) => caller switch
    {
        Caller.Agent => TestDesk.Ana,
        Caller.Colleague => TestDesk.Lee,
        Caller.Outsider => TestDesk.Mei,
        Caller.Supervisor => TestDesk.Supervisor,
        Caller.Administrator => TestDesk.Administrator,
        _ => null,
    };

    /// <summary>An account that may sign in and has no role.</summary>
    public const string WithoutRole = "nobody@demo.test";

    public static async Task MakeAccountWithoutRole(TestHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var account = new StaffAccount { Name = "Nobody", UserName = WithoutRole, Email = WithoutRole, EmailConfirmed = true };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>().CreateAsync(account, TestDesk.Password);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", made.Errors.Select(e => e.Description)));
        }
    }

    /// <summary>The cookie of that account. The client's own sign-in asks who one is, which takes a role.</summary>
    public static async Task<CookieContainer> SignInWithoutRole(Uri desk, CancellationToken cancellation)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = desk };
        http.DefaultRequestHeaders.Add("Origin", desk.GetLeftPart(UriPartial.Authority));
        using var answer = await http.PostAsJsonAsync(
            new Uri("/api/staff/sign-in", UriKind.Relative), new SignInRequest(WithoutRole, TestDesk.Password), WireJson.Options, cancellation);
        answer.EnsureSuccessStatusCode();
        return cookies;
    }

    private static Dictionary<string, IReadOnlyDictionary<Caller, string>> Read()
    {
        var file = Path.Combine(Repository.Root, "tests", "ServiceDesk.Server.Tests", "Authorisation", "matrix.txt");
        return File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(Row).ToDictionary();
    }

    private static KeyValuePair<string, IReadOnlyDictionary<Caller, string>> Row(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var operation = string.Join(' ', words[..^Callers.Length]);
        var cells = Callers.Zip(words[^Callers.Length..]).ToDictionary(
            cell => cell.First, cell => cell.Second == "-" ? ErrorCodes.Unauthenticated : cell.Second);
        return new(operation, cells);
    }
}
