namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// What speaks against publishing a desk: that it could not run, that nobody would be served by a part of it, or that a part
/// has no effect (rule R5). The core itself runs a desk with some of these, because the same can come about by itself, for
/// example when an agent leaves.
/// </summary>
public static class PublishChecks
{
    /// <summary>Every fault and warning; those of <see cref="DeskChecks"/> come first. Any desk may be asked about.</summary>
    /// <param name="at">From when on a schedule must open; it is looked at for 400 days.</param>
    public static IReadOnlyList<DeskFault> Faults(Desk desk, DateTimeOffset at)
    {
        var running = DeskChecks.Faults(desk);
        var faults = new FaultList();
        FormatChecks.Check(faults, desk);
        HoursChecks.Check(faults, desk, at, running);
        ServingChecks.Check(faults, desk);
        LadderChecks.Check(faults, desk);
        foreach (var entry in desk.EntryPoints)
        {
            ShadowChecks.Check(faults, entry);
        }

        return [.. running, .. faults.All];
    }
}
