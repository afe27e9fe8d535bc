using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>The supervisors who oversee some queues only.</summary>
internal static class SupervisorChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("supervisors", desk.Supervisors.Select(s => s.Id.ToString(CultureInfo.InvariantCulture)));
        var queues = desk.Queues.Select(q => q.Id).ToHashSet();
        foreach (var supervisor in desk.Supervisors)
        {
            var item = FormattableString.Invariant($"supervisors[{supervisor.Id}].queueIds");
            faults.Range($"{item}.count", supervisor.QueueIds.Count, 1, 10_000);
            faults.Unique(item, supervisor.QueueIds);
            foreach (var queue in supervisor.QueueIds)
            {
                faults.Known(item, queue, queues);
            }
        }
    }
}
