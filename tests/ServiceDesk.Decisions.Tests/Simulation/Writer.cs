using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// The host of the core, modelled after the server's routing loop: it takes what arrived, applies it, commits it under the fence
/// and only then answers and publishes. It can fail, die and find that it is not the writer any more, at every point.
/// </summary>
internal sealed partial class Writer(World world, int id)
{
    private const int TurnRequests = 6;

    private readonly List<Request> waiting = [];
    private RoutingCore? core;
    private CoreChecks? checks;
    private int epoch;
    private int life;
    private long lastSeq;
    private long lastSession;
    private long turnAt = long.MaxValue;
    private bool busy;
    private bool opening;

    public bool Alive { get; private set; }

    /// <summary>How far its clock is off.</summary>
    public long SkewMs { get; set; }

    /// <summary>Its memory; null while it has none.</summary>
    public RoutingCore? Core => core;

    public bool Idle => !busy;

    private DateTimeOffset Clock => world.Time.AddMilliseconds(SkewMs);

    /// <summary>Takes over: a new epoch fences every earlier writer.</summary>
    public void Begin()
    {
        (Alive, opening, busy) = (true, true, false);
        life++;
        turnAt = long.MaxValue;
        epoch = ++world.Store.Epoch;
        waiting.Clear();
        world.Invariants.EpochBegan(epoch);
        Load();
        if (world.Bug != HostBug.BeginsSilently)
        {
            Receive(new Request(0, new Restarted { At = default, Seq = 0 }, null));
        }
        else
        {
            OpenWhenBegun();
        }
    }

    private void DieIn(int planned)
    {
        if (planned == life)
        {
            Die();
        }
    }

    public void Die()
    {
        Alive = false;
        life++;
        waiting.Clear();
        core = null;
        turnAt = long.MaxValue;
        busy = false;
        world.WriterDied(id);
    }

    /// <summary>A request arrived. Nobody hears of one that reaches a dead writer.</summary>
    public void Receive(Request request)
    {
        if (Alive)
        {
            waiting.Add(request with { ReceivedAt = Clock });
            Plan(world.Agenda.Now + 1);
        }
    }

    private void Load()
    {
        core = RoutingCore.Load(world.Store.Desk, world.Store.Load());
        lastSeq = world.Store.LastSeq;
        lastSession = world.Store.Sessions.Count > 0 ? world.Store.Sessions.Keys.Max() : 0;
        checks = new CoreChecks(core, world.Marks);
    }

    private void OpenWhenBegun()
    {
        if (opening)
        {
            opening = false;
            world.WriterOpened(id);
        }
    }

    private void Plan(long at)
    {
        if (busy || at >= turnAt)
        {
            return;
        }

        turnAt = at;
        var planned = life;
        world.Agenda.At(at, () =>
        {
            if (planned == life && turnAt == at && !busy)
            {
                turnAt = long.MaxValue;
                Turn();
            }
        });
    }

    private void PlanNext()
    {
        if (!Alive)
        {
            return;
        }

        if (waiting.Count > 0)
        {
            Plan(world.Agenda.Now);
        }
        else if (core!.NextWake is { } wake)
        {
            Plan(world.Agenda.Now + Math.Max(0, (long)Math.Ceiling((wake - Clock).TotalMilliseconds)));
        }
    }

    private void Turn()
    {
        busy = true;
        var commit = Apply();
        if (commit.Rows.Count == 0)
        {
            waiting.RemoveRange(0, commit.Taken);
            busy = false;
            MakeKnown(commit);
            OpenWhenBegun();
            PlanNext();
            return;
        }

        var fault = world.TakeFault(commit);
        if (world.Bug is HostBug.PublishesBeforeCommit)
        {
            Publish(commit);
        }

        if (world.Bug is HostBug.AnswersBeforeCommit)
        {
            GiveAnswers(commit);
        }

        var began = life;
        if (fault == CommitFault.DiesMeanwhile)
        {
            world.Agenda.In(1, () => DieIn(began));
        }

        world.Agenda.In(fault == CommitFault.Slow ? 1_500 : 2, () => Finish(commit, fault, began));
    }

    private void Finish(Commit commit, CommitFault fault, int began)
    {
        if (began != life)
        {
            // The writer died while the database worked; it had been sent, so it may arrive all the same.
            if (fault != CommitFault.FailsBefore && world.Store.TryCommit(commit) == CommitResult.Committed)
            {
                world.Committed(commit);
                world.Marks.Hit(Mark.CommitOfADeadWriterArrived);
            }

            return;
        }

        if (fault == CommitFault.CrashesBefore)
        {
            world.Marks.Hit(Mark.CrashedBeforeCommit);
            Die();
            return;
        }

        busy = false;
        var result = fault == CommitFault.FailsBefore ? CommitResult.Failed : world.Store.TryCommit(commit);
        if (result == CommitResult.Committed)
        {
            world.Committed(commit);
        }

        Conclude(commit, fault, result);
    }

    private void Conclude(Commit commit, CommitFault fault, CommitResult result)
    {
        switch (result)
        {
            case CommitResult.Fenced:
                world.Marks.Hit(Mark.WriterFencedOut);
                Refuse();
                Die();
                break;
            case CommitResult.Committed when fault == CommitFault.CrashesAfter:
                world.Marks.Hit(Mark.CrashedBeforePublication);
                Die();
                break;
            case CommitResult.Committed when fault != CommitFault.FailsAfter:
                waiting.RemoveRange(0, commit.Taken);
                MakeKnown(commit);
                OpenWhenBegun();
                PlanNext();
                break;
            default:
                world.Marks.Hit(result switch
                {
                    CommitResult.Conflict => Mark.CommitConflicted,
                    CommitResult.Committed => Mark.CommitOutcomeUnknown,
                    _ => Mark.CommitFailed,
                });
                GoOnFromWhatIsStored();
                break;
        }
    }

    // Nobody has seen anything of the turn; what waits is asked again by whoever sent it.
    private void GoOnFromWhatIsStored()
    {
        Refuse();
        if (opening)
        {
            Begin();
            return;
        }

        if (world.Bug == HostBug.KeepsSpoiledMemory)
        {
            lastSeq = world.Store.LastSeq;
        }
        else if (world.Store.Epoch == epoch)
        {
            Load();
            // What was stored may name other agents than the memory did.
            world.WriterOpened(id);
        }
        else
        {
            Die();
            return;
        }

        PlanNext();
    }

    private void Refuse()
    {
        var refused = waiting.ToList();
        waiting.Clear();
        refused.ForEach(r => r.Answered?.Invoke(Answer.None));
    }

    private void MakeKnown(Commit commit)
    {
        GiveAnswers(commit);
        Publish(commit);
    }

    private void GiveAnswers(Commit commit)
    {
        foreach (var (request, answer) in commit.Answers)
        {
            world.Invariants.BeforeAnswer(request, answer);
            request.Answered?.Invoke(answer);
        }
    }

    private void Publish(Commit commit)
    {
        foreach (var row in commit.Rows)
        {
            world.Publish(row);
            if (row.Event is RulesetPublished && row.Answer.Code is null)
            {
                // Other agents may be named; who is connected already says so again.
                world.WriterOpened(id);
            }
        }
    }
}

/// <summary>What reaches a writer.</summary>
/// <param name="Command">0 for what carries no id.</param>
/// <param name="Answered">Hears the answer, if the sender waits for one.</param>
internal sealed record Request(long Command, RoutingEvent Event, Action<Answer>? Answered)
{
    public DateTimeOffset ReceivedAt { get; init; }
}
