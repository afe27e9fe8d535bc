using Microsoft.Extensions.Options;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Setup;

/// <summary>What must be true before anything else starts, in order; the first hosted service of all.</summary>
internal sealed class ServerStart(
    HostSettings settings,
    IOptions<HostOptions> host,
    ProductionCheck production,
    DataLock dataLock,
    Schema schema,
    NodeLease lease,
    SigningKeys keys,
    StaffAccounts staff,
    Demo.DemoDesk demo,
#if PLANTED_FAULTS
    Storage.DeskDbs dbs,
#endif
    Readiness readiness) : IHostedLifecycleService
{
    private bool _prepared;

    /// <summary>Does it, once. The program calls it before the host starts, whose own report of a refusal would be a stack trace.</summary>
    /// <exception cref="StartRefusedException">Something must be changed first.</exception>
    public async Task Prepare(CancellationToken cancellationToken)
    {
        if (_prepared)
        {
            return;
        }

        _prepared = true;
        // Here and not where options are made: the host reads its own while it is built, when faults of settings are not yet told.
        host.Value.ShutdownTimeout = TimeSpan.FromSeconds(settings.ShutdownSeconds);
        production.Run();
        dataLock.Take();
        await schema.Apply(cancellationToken);
#if PLANTED_FAULTS
        await PlantedFaults.Prepare(dbs, cancellationToken);
#endif
        await lease.Take(cancellationToken);
        await keys.Load(cancellationToken);
        await staff.EnsureRoles(cancellationToken);
        await demo.Seed(cancellationToken);
        readiness.SchemaApplied = true;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Prepare(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
