using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Insight;

/// <summary>The configurations that can be looked into.</summary>
internal sealed class InsightDesks(CurrentDesk current, DeskDrafts drafts)
{
    public Desk Published => current.Value;

    /// <summary>What is being prepared, numbered as the version that it is based on; the published one while nothing is.</summary>
    public async Task<Desk> Draft(CancellationToken cancellation) =>
        await drafts.Saved(cancellation) is { } saved ? saved.Desk with { Version = saved.BasedOn } : current.Value;
}
