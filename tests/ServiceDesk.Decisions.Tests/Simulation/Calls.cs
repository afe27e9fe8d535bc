using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// Commands on their way from clients to the writer. Requests and answers are lost, late, doubled and out of order; a client
/// repeats a command under the same id until it is answered.
/// </summary>
internal sealed class Calls(World world)
{
    private const long AnswerWithinMs = 3_000;
    private readonly List<Call> all = [];

    public IEnumerable<Call> Unanswered => all.Where(c => c.Given is null);

    public IReadOnlyList<Call> All => all;

    /// <param name="use">Tells several commands of one step apart; 0 to 30.</param>
    public void Send(Step step, int use, RoutingEvent e, Action<Answer>? then = null) =>
        Send((step.Index * 32L) + use + 1, step.Index, e, then);

    /// <param name="command">The same id with other content is a misuse that the writer must refuse.</param>
    public void Send(long command, int step, RoutingEvent e, Action<Answer>? then = null)
    {
        var call = new Call(command, e, then);
        all.Add(call);
        Attempt(call, step, 0);
    }

    private void Attempt(Call call, int step, int attempt)
    {
        if (call.Given is not null)
        {
            return;
        }

        var draw = Draw.From(world.Plan.Seed, step, (call.Command * 64) + attempt);
        // After the run's end the network is whole.
        var isFaulty = world.Agenda.Now < Plan.LengthMs && attempt < 20;
        if (!(isFaulty && draw.Chance(0.02)))
        {
            Deliver(call, step, attempt, draw, isFaulty);
            if (isFaulty && draw.Chance(0.03))
            {
                world.Marks.Hit(Mark.CommandDeliveredTwice);
                Deliver(call, step, attempt, draw, isFaulty);
            }
        }

        world.Agenda.In(AnswerWithinMs, () => Attempt(call, step, attempt + 1));
    }

    private void Deliver(Call call, int step, int attempt, Draw draw, bool isFaulty)
    {
        var delay = isFaulty && draw.Chance(0.04) ? draw.Between(300, 8_000) : draw.Between(1, 12);
        var strays = isFaulty && draw.Chance(0.2);
        var (isLost, back) = (isFaulty && draw.Chance(0.03), draw.Between(1, 12));
        world.Agenda.In(delay, () => world.WriterFor(strays).Receive(new Request(call.Command, call.Event, answer =>
        {
            if (!isLost)
            {
                world.Agenda.In(back, () => Arrive(call, step, attempt, answer));
            }
        })));
    }

    private void Arrive(Call call, int step, int attempt, Answer answer)
    {
        if (answer.Code == Answer.Unavailable)
        {
            world.Agenda.In(250, () => Attempt(call, step, attempt + 1));
            return;
        }

        if (call.Given is { } given)
        {
            if (given != answer)
            {
                throw new SimulationFault($"idempotency: command {call.Command} was answered {given} and then {answer}");
            }

            return;
        }

        call.Given = answer;
        call.Then?.Invoke(answer);
    }
}

internal sealed class Call(long command, RoutingEvent e, Action<Answer>? then)
{
    public long Command => command;

    public RoutingEvent Event => e;

    public Action<Answer>? Then => then;

    public Answer? Given { get; set; }
}
