using System.Security.Cryptography;
using System.Text.Json;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>What must hold of the stored rows after every commit, of everything that leaves the writer, and at rest.</summary>
internal sealed class Invariants(World world)
{
    private const long HeartbeatMs = 45_000;
    private const long SlackMs = 8_000;

    private readonly HashSet<long> commands = [];
    private readonly HashSet<int> saidSo = [];
    private int seen;

    private Store Store => world.Store;

    /// <summary>A writer began. When anybody was connected it must say so first: their graces begin anew (T1).</summary>
    public void EpochBegan(int epoch)
    {
        if (Store.Agents.Values.Any(a => a.Connection == Connection.Connected))
        {
            saidSo.Add(epoch);
        }
    }

    public void AfterCommit(Commit commit)
    {
        for (; seen < Store.Ledger.Count; seen++)
        {
            LedgerIsSound(seen);
            world.Reference.Follow(Store.Ledger[seen]);
            RowIsRight(Store.Ledger[seen]);
        }

        MemoryEqualsRows(world.Writers[commit.Writer].Core, commit);
        foreach (var session in commit.Sessions)
        {
            var conversation = Store.Conversation(session.ConversationId);
            if (session.IsOpen && conversation.OpenSession == session.Id && conversation.Responder != session.Responder)
            {
                throw new SimulationFault($"INV-6: the conversation of session {session.Id} names {conversation.Responder}, the session {session.Responder}");
            }
        }
    }

    /// <summary>Nothing is published before it is stored.</summary>
    public void BeforePublication(LedgerRow row)
    {
        if (Store.Ledger.Count < row.Seq || !ReferenceEquals(Store.Ledger[(int)row.Seq - 1], row))
        {
            throw new SimulationFault($"event {row.Seq} is published and not stored");
        }
    }

    /// <summary>What is acknowledged is in the ledger, with that very answer.</summary>
    public void BeforeAnswer(Request request, Answer answer)
    {
        if (request.Command != 0 && answer.Code != Answer.IdempotencyConflict
            && (!Store.ByCommand.TryGetValue(request.Command, out var row) || row.Answer != answer))
        {
            throw new SimulationFault($"command {request.Command} is answered {answer} and the ledger does not say so");
        }
    }

    /// <summary>Everything healed long ago: nothing waits, everybody has an answer, and the ledger tells the whole story.</summary>
    public void AtRest()
    {
        foreach (var call in world.Calls.Unanswered)
        {
            throw new SimulationFault($"INV-16: command {call.Command} was never answered: {call.Event}");
        }

        foreach (var session in Store.Sessions.Values)
        {
            var owed = Store.Conversation(session.ConversationId).WaitingOn == WaitingOn.Service;
            if (session.IsWaiting || session.Assignment?.Status == AssignmentStatus.WrapUp || (session.Status is SessionStatus.Bot or SessionStatus.Created && !owed))
            {
                throw new SimulationFault($"INV-8: at rest session {session.Id} is {session.Status} with {session.Assignment}");
            }
        }

        foreach (var screen in world.Agents.All.Where(s => Store.Desk.Agents.Any(a => a.Id == s.Id)))
        {
            if (Store.Agents[screen.Id].Connection != Connection.Connected)
            {
                throw new SimulationFault($"INV-12: agent {screen.Id} is connected and known as {Store.Agents[screen.Id].Connection}");
            }
        }

        world.Messages.CheckAll();
        world.Relays.CheckAll(isQuiet: true);
        world.Reference.MustEqual(Store);
        Replay();
    }

    /// <summary>All that was stored, in one figure.</summary>
    public string Trace()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Store.Ledger)
        {
            hash.AppendData(BitConverter.GetBytes(row.Command));
            hash.AppendData(row.Stored);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // INV-15, P2: numbers without gap, times that do not go back, each command once.
    private void LedgerIsSound(int index)
    {
        var row = Store.Ledger[index];
        var before = index > 0 ? Store.Ledger[index - 1] : null;
        if (row.Seq != index + 1 || row.Epoch < before?.Epoch || row.Event.At < before?.Event.At)
        {
            throw new SimulationFault($"INV-15: event {row.Seq} of epoch {row.Epoch} at {row.Event.At:O} follows {before?.Seq} of {before?.Epoch} at {before?.Event.At:O}");
        }

        if (row.Command != 0 && !commands.Add(row.Command))
        {
            throw new SimulationFault($"P2: command {row.Command} took effect twice");
        }

        if (row.Epoch != before?.Epoch && saidSo.Contains(row.Epoch) && row.Event is not Restarted)
        {
            throw new SimulationFault($"T1: epoch {row.Epoch} begins with {row.Event.GetType().Name}");
        }
    }

    private void RowIsRight(LedgerRow row)
    {
        if (row.Event is DeadlineDue { Kind: DeadlineKind.Silence } due && row.Effects.OfType<SessionEnded>().Any())
        {
            var facts = Store.Conversation(Store.Sessions[due.SessionId].ConversationId);
            if (facts.WaitingOn != WaitingOn.Visitor || facts.LastPublicSeq != due.Facts.LastPublicSeq)
            {
                throw new SimulationFault($"D6: session {due.SessionId} was closed for silence though the visitor had spoken");
            }
        }

        // INV-12.
        foreach (var ring in row.Effects.OfType<OfferCreated>())
        {
            var gone = world.Agents.Screen(ring.AgentId).GoneSince;
            if (gone is { } since && world.Agenda.Now - Math.Max(since, world.UnsteadySince) > HeartbeatMs + SlackMs)
            {
                throw new SimulationFault($"INV-12: agent {ring.AgentId} is rung and has been gone since {since} ms");
            }
        }
    }

    // INV-7, P5: what is stored is what the writer knows, so capacity counted in memory is counted in the rows.
    private void MemoryEqualsRows(RoutingCore? core, Commit commit)
    {
        if (core is null || core.LastAt < commit.Rows[^1].Event.At)
        {
            return;
        }

        foreach (var session in core.Sessions.Where(s => s.IsOpen || s.Assignment is not null))
        {
            Store.Sessions[session.Id] = Same(Store.Sessions.GetValueOrDefault(session.Id), session, "session", session.Id);
        }

        foreach (var agent in core.Agents)
        {
            // An agent who never did anything has no row yet.
            Store.Agents[agent.Id] = Same(Store.Agents.GetValueOrDefault(agent.Id) ?? new AgentState { Id = agent.Id }, agent, "agent", agent.Id);
        }
    }

    // What was stored and read again is another object with the same content; once that is known, one look says so.
    private static T Same<T>(T? row, T known, string what, long id)
        where T : class
    {
        if (!ReferenceEquals(row, known) && JsonSerializer.Serialize(row) != JsonSerializer.Serialize(known))
        {
            throw new SimulationFault($"P5: {what} {id} is stored as {JsonSerializer.Serialize(row)} and known as {JsonSerializer.Serialize(known)}");
        }

        return known;
    }

    private static string Text(byte[] stored) => System.Text.Encoding.UTF8.GetString(stored);

    // Case 94: the same events give the same effects, byte for byte.
    private void Replay()
    {
        var fresh = new RoutingCore(world.Plan.Desk);
        foreach (var row in Store.Ledger)
        {
            var outcome = fresh.Apply(row.Event);
            var again = row with { Effects = outcome.Effects };
            if (!again.Store().AsSpan().SequenceEqual(row.Stored))
            {
                throw new SimulationFault($"T3: event {row.Seq} replayed has other effects: {row.Event}\n{Text(row.Stored)}\n{Text(again.Store())}");
            }
        }
    }
}
