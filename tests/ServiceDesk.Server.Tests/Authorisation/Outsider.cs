using ServiceDesk.Client;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The demo's agents serve both queues; the table's outsider serves one only, and not that of the sessions tried.</summary>
internal static class Outsider
{
    public static async Task Publish(TestHost host, long outsider)
    {
        var desk = host.Get<CurrentDesk>().Value;
        var next = desk with
        {
            Version = desk.Version + 1,
            Agents = [.. desk.Agents.Select(a => a.Id == outsider ? a with { Memberships = [new Membership(HubDesk.OtherQueue)] } : a)],
        };
        await using var db = host.OpenDb();
        db.Rulesets.Add(Rulesets.Row(next, "test", host.Get<TimeProvider>().Now()));
        await db.SaveChangesAsync();
        var published = await host.Get<RoutingDomain>().Submit(
            Guid.CreateVersion7(), new RulesetPublished(next) { At = default, Seq = 0 }, CancellationToken.None);
        if (published.Error is { } error)
        {
            throw new ServiceDeskException(error);
        }
    }
}
