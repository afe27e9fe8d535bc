using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Setup.Demo;

namespace ServiceDesk.Server.Setup;

/// <summary>What may not be outside Development: talkative errors and passwords that stand in a configuration.</summary>
internal sealed partial class ProductionCheck(
    IHostEnvironment environment, IOptions<HubOptions> hubs, DemoSettings demo, PublicOrigins origins, ILogger<ProductionCheck> log)
{
    /// <exception cref="StartRefusedException">At least one of them is so; all are named.</exception>
    public void Run()
    {
        if (origins.Same)
        {
            OneOrigin(origins.Desk);
        }

        if (environment.IsDevelopment())
        {
            return;
        }

        var faults = new List<string>();
        if (hubs.Value.EnableDetailedErrors == true)
        {
            faults.Add("SignalR's EnableDetailedErrors is on: errors would name internals.");
        }

        if (demo.Password is not null)
        {
            faults.Add("Demo:Password is set: the demo's accounts are for Development.");
        }

        if (faults.Count > 0)
        {
            throw new StartRefusedException($"Not fit for {environment.EnvironmentName}:\n  {string.Join("\n  ", faults)}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Origins:Desk and Origins:Chat are both {Origin}: a page that embeds the chat then shares the desk's origin. Give the chat a host name of its own.")]
    private partial void OneOrigin(string origin);
}
