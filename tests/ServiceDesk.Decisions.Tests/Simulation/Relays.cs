using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// Two relays hand outbox rows on, at least once, in any order; the consumer notes what it has consumed in the transaction of
/// the effect, so each effect happens once.
/// </summary>
internal sealed class Relays(World world)
{
    public void Look(Step step)
    {
        var draw = Draw.From(world.Plan.Seed, step.Index, 3);
        foreach (var row in world.Store.Outbox.Where(r => !r.Done).ToList())
        {
            if (row.LastRelay >= 0 && row.LastRelay != step.Who)
            {
                world.Marks.Hit(Mark.BothRelaysHandedOn);
            }

            row.LastRelay = step.Who;
            // A relay that falls between handing on and noting it hands on again.
            var isNoted = draw.Chance(0.8);
            world.Agenda.In(draw.Between(1, 1_200), () =>
            {
                Consume(row);
                row.Done |= isNoted;
            });
        }
    }

    /// <summary>INV-9: each survey once.</summary>
    public void CheckAll(bool isQuiet)
    {
        foreach (var (session, times) in world.Store.Surveys)
        {
            if (times != 1)
            {
                throw new SimulationFault($"INV-9: session {session} was asked for a rating {times} times");
            }
        }

        var due = world.Store.Outbox.Where(r => r.Kind == OutboxKind.Survey).Select(r => r.SessionId).ToList();
        if (isQuiet && due.Exists(id => !world.Store.Surveys.ContainsKey(id)))
        {
            throw new SimulationFault("INV-9: a survey that was due was never sent");
        }
    }

    private void Consume(OutboxRow row)
    {
        row.Deliveries++;
        if (world.Store.Consumed.Contains(row.Id) && world.Bug != HostBug.ForgetsWhatWasConsumed)
        {
            world.Marks.Hit(Mark.EffectDeliveredTwice);
            return;
        }

        world.Store.Consumed.Add(row.Id);
        switch (row.Kind)
        {
            case OutboxKind.Survey:
                world.Store.Surveys[row.SessionId] = world.Store.Surveys.GetValueOrDefault(row.SessionId) + 1;
                CheckAll(isQuiet: false);
                break;
            case OutboxKind.FirstReply:
                world.Tell(new FirstReply(row.SessionId, row.AgentId) { At = default, Seq = 0 });
                break;
            case OutboxKind.Notice:
                world.Tell(new MessagePosted(row.SessionId, row.AgentId == 0 ? PostedBy.Visitor : PostedBy.Agent, row.Id) { At = default, Seq = 0 });
                break;
            default:
                BotTurn(row);
                break;
        }
    }

    // The bot answers, hands over, breaks or closes the matter; meanwhile the visitor may have gone to a person.
    private void BotTurn(OutboxRow row)
    {
        var draw = Draw.From(world.Plan.Seed, row.ConversationId, 5_000_000 + row.Nth);
        var command = 1_000_000_000 + (row.ConversationId * 10_000) + row.Nth;
        switch (draw.Below(100))
        {
            case < 70:
                world.Agenda.In(draw.Between(50, 4_000), () => world.Messages.Attempt(0, command, world.Store.Conversation(row.ConversationId), "bot:helper", 0));
                break;
            case < 85:
                world.Calls.Send(command, 0, new SessionEnqueued(row.SessionId, EnqueuedBy.Bot, "asked the bot") { At = default, Seq = 0 });
                break;
            case < 93:
                world.Calls.Send(command, 0, new SessionEnqueued(row.SessionId, EnqueuedBy.BotFailed) { At = default, Seq = 0 });
                break;
            default:
                world.Calls.Send(command, 0, new BotEnded(row.SessionId) { At = default, Seq = 0 });
                break;
        }
    }
}
