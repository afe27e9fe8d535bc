using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServiceDesk.Server.Tests.WebPush;

/// <summary>A push as it came.</summary>
/// <param name="Path">Of the browser's address.</param>
internal sealed record ReceivedPush(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What a browser's maker runs, on loopback: it takes pushes and answers what it is told to.</summary>
internal sealed class LoopbackPushService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackPushService(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedPush> Pushes { get; } = new();

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Created;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LoopbackPushService> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var service = new LoopbackPushService(builder.Build());
        service._app.MapPost("/{**path}", service.Take);
        await service._app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Take(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Pushes.Enqueue(new ReceivedPush(path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        return Results.StatusCode((int)Answer);
    }
}
