namespace ServiceDesk.Server.Supervision;

/// <summary>
/// Who reads which session live, by connection to MonitorHub. In memory: it ends with the connection, and whatever it was is
/// stored as audit rows.
/// </summary>
public sealed class Monitoring
{
    private readonly Lock _lock = new();
    private readonly HashSet<(long Session, string Person, string Connection)> _begun = [];

    /// <summary>True when the person did not read the session by any connection yet.</summary>
    internal bool Begin(long session, string person, string connection)
    {
        lock (_lock)
        {
            var isFirst = !_begun.Any(b => b.Session == session && b.Person == person);
            _begun.Add((session, person, connection));
            return isFirst;
        }
    }

    /// <summary>True when the person read the session, and now by no connection any more.</summary>
    internal bool End(long session, string person, string connection)
    {
        lock (_lock)
        {
            return _begun.Remove((session, person, connection)) && !_begun.Any(b => b.Session == session && b.Person == person);
        }
    }

    internal IReadOnlyList<(long Session, string Person)> By(string connection)
    {
        lock (_lock)
        {
            return [.. _begun.Where(b => b.Connection == connection).Select(b => (b.Session, b.Person))];
        }
    }

    /// <summary>The session is over.</summary>
    internal void Forget(long session)
    {
        lock (_lock)
        {
            _begun.RemoveWhere(b => b.Session == session);
        }
    }

    public bool IsMonitored(long session)
    {
        lock (_lock)
        {
            return _begun.Any(b => b.Session == session);
        }
    }
}
