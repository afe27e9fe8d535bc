using System.Net.Http.Json;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>Who a visitor is: gets access tokens and keeps the resume token that makes the next one the same visitor's.</summary>
/// <param name="http">Its base address is the chat origin.</param>
/// <param name="entryPoint">Public key of the entry point.</param>
/// <param name="resumeToken">From an earlier run; null for a new visitor.</param>
public sealed class VisitorCredentials(HttpClient http, string entryPoint, string? resumeToken = null) : IDisposable
{
    // A token is renewed this long before its end.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private VisitorTokenAnswer? _held;

    /// <summary>Keep it between runs; it is a secret.</summary>
    public string? ResumeToken { get; private set; } = resumeToken;

    public string? VisitorId => _held?.VisitorId;

    internal bool IsRenewalDue => _held is { } held && held.ExpiresAt - DateTimeOffset.UtcNow < Early;

    /// <summary>A token that is good for a while yet.</summary>
    /// <param name="renew">True after the server refused the one that is held.</param>
    /// <exception cref="ServiceDeskException">The server refused.</exception>
    public async Task<string> Token(bool renew, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (renew || _held is null || IsRenewalDue)
            {
                var answer = await http.PostAsJsonAsync(
                    "api/visitor/token", new VisitorTokenRequest(entryPoint, ResumeToken), WireJson.Options, cancellation);
                await ServiceDeskException.ThrowUnlessOk(answer, cancellation);
                _held = (await answer.Content.ReadFromJsonAsync<VisitorTokenAnswer>(WireJson.Options, cancellation))!;
                ResumeToken = _held.ResumeToken;
            }

            return _held.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
