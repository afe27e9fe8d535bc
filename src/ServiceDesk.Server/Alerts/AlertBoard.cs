using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Alerts;

/// <summary>The open alerts as last judged, for the live board. Swapped whole.</summary>
public sealed class AlertBoard
{
    private volatile IReadOnlyList<AlertRow> _open = [];

    /// <summary>What to look at first at the top: not muted before muted, level 2 before 1, the older before the newer.</summary>
    public IReadOnlyList<AlertRow> Open => _open;

    internal void Swap(IEnumerable<AlertRow> open, DateTimeOffset now) => _open =
        [.. open.OrderBy(a => a.MutedUntil > now).ThenByDescending(a => a.Level).ThenBy(a => a.RaisedAt).ThenBy(a => a.AlertId)];
}
