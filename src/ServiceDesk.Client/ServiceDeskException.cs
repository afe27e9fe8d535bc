using System.Net.Http.Json;
using System.Text.Json;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>A refusal where the caller asked for a value. Decide by <see cref="Error"/>'s code.</summary>
public sealed class ServiceDeskException(Error error) : Exception($"{error?.Code}: {error?.Message}")
{
    public Error Error { get; } = error ?? throw new ArgumentNullException(nameof(error));

    internal static async Task ThrowUnlessOk(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        Error? error = null;
        try
        {
            error = await answer.Content.ReadFromJsonAsync<Error>(WireJson.Options, cancellation);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            // Not from the server itself but from something before it; its status must do.
        }

        throw new ServiceDeskException(error is { Code: not null } ? error : new Error(ErrorCodes.Unavailable, $"HTTP {(int)answer.StatusCode}"));
    }
}

/// <summary>Short ways to the value of a reply.</summary>
public static class Replies
{
    /// <summary>The value, or a <see cref="ServiceDeskException"/> with the refusal.</summary>
    public static T OrThrow<T>(this Reply<T> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Ok ? reply.Value! : throw new ServiceDeskException(reply.Error!);
    }

    /// <inheritdoc cref="OrThrow{T}"/>
    public static void OrThrow(this Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (!reply.Ok)
        {
            throw new ServiceDeskException(reply.Error!);
        }
    }
}
