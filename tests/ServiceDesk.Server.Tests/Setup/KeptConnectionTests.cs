using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>Connections that stay open with their statements (ADR 19): they are few, and what a burst opens besides works as well.</summary>
public sealed class KeptConnectionTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task A_burst_of_contexts_leaves_no_more_connections_open_than_the_setting()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?> { ["Database:KeptConnections"] = "4" });
        var dbs = host.Get<DeskDbs>();

        for (var round = 0; round < 3; round++)
        {
            var burst = Enumerable.Range(0, 20).Select(_ => dbs.Open()).ToList();
            foreach (var db in burst)
            {
                (await db.Rulesets.CountAsync(Cancellation)).ShouldBe(1);
            }

            foreach (var db in burst)
            {
                await db.DisposeAsync();
                await db.DisposeAsync();
            }
        }

        dbs.Kept.ShouldBeInRange(1, 4);
        await using var after = dbs.Open();
        after.Database.GetDbConnection().GetType().Name.ShouldBe("KeptConnection", "the burst's places must be free again");
    }
}
