using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>GET /api/staff/directory: what the transfer dialog and the lists name.</summary>
public sealed class ReadDirectory
{
    public Task<StaffDirectory> Handle(CancellationToken cancellation) => throw new NotImplementedException();
}
