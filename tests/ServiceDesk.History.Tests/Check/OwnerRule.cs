using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-6, INV-14: in the stored order of a conversation one agent at a time has it, from <c>agent_joined</c> to <c>agent_left</c> or the
/// session's end, and nobody else of the staff writes in it.
/// </summary>
internal sealed class OwnerRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<string, HashSet<string>> _owners = [];

    public override void See(HistoryEvent e)
    {
        if (e is not { Op: Ops.FinalEvent, P: "database" })
        {
            return;
        }

        var owners = _owners.TryGetValue(e.Key, out var held) ? held : _owners[e.Key] = [];
        switch (e.V!.Code)
        {
            case "agent_joined":
                if (owners.Count > 0)
                {
                    Violated("INV-6", $"{e.Key}: {e.V.Name} joins at {e.V.Seq} while {string.Join(", ", owners)} has it");
                }

                owners.Add(e.V.Name!);
                break;
            case "agent_left":
                owners.Remove(e.V.Name!);
                break;
            case "ended" or "deferred" or "session_started":
                owners.Clear();
                break;
            case null when e.V.Type == "message" && e.V.Sender!.StartsWith("agent:", StringComparison.Ordinal) && !owners.Contains(e.V.Name!):
                Violated("INV-6", $"{e.Key}: {e.V.Name} writes {e.V.Seq} while {(owners.Count == 0 ? "nobody" : string.Join(", ", owners))} has it");
                break;
        }
    }
}
