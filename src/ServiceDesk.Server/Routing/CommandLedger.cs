using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What a command came to, as the ledger keeps it.</summary>
internal sealed record StoredResult(string? Code, string? Detail, long? SessionId);

/// <summary>The commands of a turn that took effect before, in this turn or an earlier one.</summary>
internal sealed class CommandLedger
{
    private readonly Dictionary<Guid, (string Content, StoredResult Result)> _known = [];

    public static async Task<CommandLedger> Read(DeskDb db, TurnQueries queries, IEnumerable<PendingCommand> commands, CancellationToken cancellation)
    {
        var ids = commands.Where(c => c.CommandId is not null).Select(c => c.CommandId).Distinct().ToList();
        var ledger = new CommandLedger();
        if (ids.Count == 0)
        {
            return ledger;
        }

        await foreach (var row in queries.Commands(db, ids).WithCancellation(cancellation))
        {
            ledger._known[row.CommandId!.Value] =
                (RoutingJson.Content(RoutingJson.Read<RoutingEvent>(row.Payload)), RoutingJson.Read<StoredResult>(row.Result!));
        }

        return ledger;
    }

    public void Remember(Guid commandId, RoutingEvent e, StoredResult result) =>
        _known[commandId] = (RoutingJson.Content(e), result);

    /// <summary>The answer to a command that is known already; null for a new one (case 30).</summary>
    public CommandResult? Repeated(Guid? commandId, RoutingEvent e, RoutingCore core)
    {
        if (commandId is not { } id || !_known.TryGetValue(id, out var known))
        {
            return null;
        }

        if (known.Content != RoutingJson.Content(e))
        {
            return new CommandResult(new Error(ErrorCodes.IdempotencyConflict, $"The command {id} was used before with other content."));
        }

        return Answer(known.Result, core);
    }

    public static CommandResult Answer(StoredResult result, RoutingCore core) => result.Code is { } code
        ? new CommandResult(new Error(code, result.Detail ?? code))
        : new CommandResult(null, result.SessionId is { } id ? core.Session(id) : null, result.SessionId);
}
