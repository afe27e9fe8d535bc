using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Small desks and endless events out of one seed; some of the events make no sense, on purpose.</summary>
internal sealed class RandomEvents(int seed)
{
    private static readonly string[] Doors = [Desks.Door, "bot-shop", "nowhere"];
    private static readonly string[] Channels = ["web", "voice", "mail"];
    private static readonly OverflowTrigger[] Triggers = Enum.GetValues<OverflowTrigger>();
    private static readonly string[] Pages = ["https://shop.example/", "https://shop.example/vip", "https://shop.example/help", "not an address"];

    private readonly Random random = new(seed);
    // What a host keeps of sessions that the core forgets.
    private readonly Dictionary<long, SessionState> stored = [];
    private long lastSession;

    public Desk Desk(int version = 1)
    {
        var desk = Desks.With([.. Enumerable.Range(1, random.Next(1, 6)).Select(id => Agent(id))]) with { Version = version };
        foreach (var id in new[] { Desks.Sales, Desks.Support })
        {
            desk = desk.Change(id, q => q with
            {
                ScheduleId = Chance(0.3) ? Desks.Office : Desks.Always,
                AcceptSeconds = random.Next(5, 30),
                OfferMode = Chance(0.55) ? OfferMode.Exclusive : Of(Enum.GetValues<OfferMode>()),
                BroadcastAgents = random.Next(1, 6),
                StickySeconds = Chance(0.2) ? 0 : random.Next(1, 60),
                StickyLookbackSeconds = random.Next(0, 2_000),
                MaxEtaSeconds = Chance(0.3) ? random.Next(30, 600) : 0,
                MaxLengthAtLeast = random.Next(2, 12),
                MaxLengthFactor = random.Next(0, 3),
                MaxWaitSeconds = random.Next(200, 1200),
                ServiceGuaranteeSeconds = random.Next(100, 200),
                ExcludeSeconds = random.Next(10, 120),
                MaxRounds = random.Next(1, 4),
                MaxRequeues = random.Next(1, 6),
                Closing = Of(Enum.GetValues<ClosingPolicy>()),
                DrainSeconds = random.Next(0, 1800),
                WrapUpSeconds = Chance(0.3) ? 0 : random.Next(1, 60),
                AgentPolicy = Of(Enum.GetValues<AgentPolicy>()),
                Requirements = Needs(),
                Overflow = [.. Enumerable.Range(0, Chance(0.5) ? random.Next(1, 5) : 0).Select(_ => Step(id))],
                TierPromoteSeconds = random.Next(20, 300),
                LastIntakeSeconds = Chance(0.2) ? random.Next(0, 3_600) : 0,
                WhenNobodyOnline = Chance(0.1) ? WhenNobodyOnline.Fallback : WhenNobodyOnline.Wait,
                Fallbacks = Chance(0.5)
                    ? [new() { Kind = FallbackKind.Bot }, new() { Kind = FallbackKind.CallBack }, new() { Kind = FallbackKind.Email, Target = "desk@shop.example" }]
                    : Fallback.Usual,
                CallBack = new CallBackSettings { SlotMinutes = 5, LeadMinutes = random.Next(0, 60) },
                FirstReplySeconds = Chance(0.5) ? random.Next(10, 120) : 0,
                OnAgentLost = Of(Enum.GetValues<OnAgentLost>()),
                InactiveSeconds = Chance(0.5) ? random.Next(10, 300) : 0,
                InactivePercent = Chance(0.5) ? random.Next(0, 101) : 0,
            });
        }

        desk = desk with
        {
            Schedules =
            [
                .. desk.Schedules.Select(s => s with
                {
                    Emergency = s.Id == Desks.Office && Chance(0.3)
                        ? new EmergencyClosing(Scene.Start.AddMinutes(random.Next(0, 600)), Scene.Start.AddMinutes(random.Next(601, 900)))
                        : null,
                    Holidays = s.Id == Desks.Office && Chance(0.1) ? [new Holiday(new DateOnly(2026, 3, random.Next(2, 5)))] : [],
                }),
            ],
            Channels = [.. Channels.Where(_ => Chance(0.6)).Select(Channel)],
            EntryPoints =
            [
                .. desk.EntryPoints.Select(e => e with { Channel = Of(Channels), ResumeSeconds = random.Next(0, 7_200), Rules = [.. e.Rules.Select(r => r with
                {
                    Requirements = Needs(), Tier = Chance(0.3) ? random.Next(1, 4) : 0, EntersFullQueue = Chance(0.1),
                })] }),
            ],
        };

        desk = WithLimits(desk, id => Chance(0.2) ? [new ChannelLimit(id, random.Next(0, 3))] : []);
        return version > 1 ? Shrink(desk) : desk;
    }

    /// <summary>A desk with a past: so much was handled that waits are estimated.</summary>
    public RoutingState Past(Desk desk) => new()
    {
        Paces = [.. desk.Queues.Where(_ => Chance(0.5)).OrderBy(q => q.Id, StringComparer.Ordinal)
            .Select(q => new QueuePace { QueueId = q.Id, Handled = random.Next(15, 200), MeanHandleMs = random.Next(1_000, 600_000) })],
    };

    public bool Chance(double probability) => random.NextDouble() < probability;

    public TimeSpan Pause() => Chance(0.05)
        ? TimeSpan.FromSeconds(random.Next(60, 4_000))
        : Chance(0.05) ? TimeSpan.FromMilliseconds(-random.Next(0, 6_000)) : TimeSpan.FromMilliseconds(random.Next(0, 8_000));

    public RoutingEvent Next(RoutingCore core)
    {
        foreach (var over in core.Sessions.Where(s => !s.IsOpen))
        {
            stored[over.Id] = over;
        }

        var session = Pick(core.Sessions.Select(s => s.Id));
        var agent = core.Desk.Agents.Count == 0 || Chance(0.05) ? random.Next(1, 7) : Of(core.Desk.Agents).Id;
        return (random.NextDouble() * 100) switch
        {
            < 9 => ByHand(core, session, agent),
            < 20 => new SessionStarted(
                ++lastSession, lastSession, "v" + random.Next(1, 40), Of(Doors), Of(Pages), Of(["en", "zh-CN"]), Chance(0.8), Chance(0.9),
                LastServed: Chance(0.4) ? new LastServed(random.Next(1, 8), core.LastAt.AddSeconds(-random.Next(0, 3_000))) : null)
            { At = default, Seq = 0 },
            < 34 => new SessionEnqueued(session, Of(Enum.GetValues<EnqueuedBy>()), null, Chance(0.1) ? Desks.Support : null,
                PreferredAgents: Chance(0.15) ? [agent, random.Next(1, 8)] : null)
            { At = default, Seq = 0 },
            < 52 => Answer(core, agent),
            < 58 => EndSome(core, session, agent),
            < 62 => WrapUp(core, session, agent),
            < 70 => new AgentPresence(agent, Chance(0.8) ? Presence.Online : Of(Enum.GetValues<Presence>()), null, Chance(0.2))
            { At = default, Seq = 0 },
            < 78 => new AgentConnection(agent, Chance(0.85)) { At = default, Seq = 0 },
            < 84 => Transfer(core, session, agent),
            < 86 => new VisitorLeft(session) { At = default, Seq = 0 },
            < 88 => new VisitorBack(session) { At = default, Seq = 0 },
            < 89 => new WaitCancelled(session) { At = default, Seq = 0 },
            < 89.3 => new AgentTyped(session, core.Session(session)?.Assignment?.AgentId ?? agent) { At = default, Seq = 0 },
            < 89.6 => Over(core),
            < 90 => new FallbackChosen(session, Of(["message", "bot", "call_back", "email", "telepathy"]), Chance(0.8) ? Slot(core) : null)
            { At = default, Seq = 0 },
            < 90.25 => Barge(core, session, agent),
            < 90.5 => new Bumped(session, 1, random.Next(0, 500), Chance(0.2) ? 3 : null) { At = default, Seq = 0 },
            < 91 => new BotEnded(session) { At = default, Seq = 0 },
            < 92.5 => new FirstReply(session, core.Session(session)?.Assignment?.AgentId ?? agent) { At = default, Seq = 0 },
            < 94 => Hold(core, session, agent),
            < 95 => Over(core),
            < 97 => new DeadlineDue(session, Of(Enum.GetValues<DeadlineKind>()), Facts(core)) { At = default, Seq = 0 },
            < 98 when Chance(0.15) => new RulesetPublished(Desk(core.Desk.Version + 1)) { At = default, Seq = 0 },
            < 98 when Chance(0.15) => new Restarted { At = default, Seq = 0 },
            _ => new Tick { At = default, Seq = 0 },
        };
    }

    private Channel Channel(string id) => new()
    {
        Id = id, Weight = random.Next(1, 3), MaxPerAgent = Chance(0.4) ? random.Next(1, 4) : null, Exclusive = id == "voice",
    };

    private static Desk WithLimits(Desk desk, Func<string, IEnumerable<ChannelLimit>> limits) => desk with
    {
        Agents = [.. desk.Agents.Select(a => a with { ChannelLimits = [.. desk.Channels.SelectMany(c => limits(c.Id))] })],
    };

    private List<Requirement> Needs() => Chance(0.7)
        ? []
        : [.. Skills().Select(s => new Requirement(s, random.Next(1, 4), Chance(0.6)))];

    private IEnumerable<string> Skills() => new[] { Desks.German, Desks.Returns }.Where(_ => Chance(0.6));

    // Sales may widen and move to support; the other way round moves would lead in a circle.
    private OverflowStep Step(string queue) => new()
    {
        Trigger = Chance(0.5) ? OverflowTrigger.Wait : Of(Triggers),
        Value = random.Next(1, 200),
        Action = Of([.. Enum.GetValues<OverflowAction>().Where(a => queue == Desks.Sales || a != OverflowAction.MoveToQueue)]),
        QueueId = queue == Desks.Sales ? Desks.Support : Desks.Sales,
        BoostSeconds = random.Next(1, 600),
        SkipIfEmpty = Chance(0.2),
        SkillId = Of([Desks.German, Desks.Returns]),
        MinLevel = Chance(0.5) ? random.Next(1, 3) : null,
    };

    private Desk Shrink(Desk desk)
    {
        if (Chance(0.2))
        {
            desk = desk with { EntryPoints = [desk.EntryPoints[random.Next(2)]] };
        }

        return Chance(0.2) ? Desks.Without(desk, Of([Desks.Sales, Desks.Support])) : desk;
    }

    private RoutingEvent Answer(RoutingCore core, long agent)
    {
        var offer = core.PendingOffers.OrderBy(_ => random.Next()).FirstOrDefault();
        var by = offer is null || Chance(0.05) ? agent : offer.AgentId;
        var id = offer?.Id ?? random.Next(1, 50);
        return Chance(0.75) ? new Accept(id, by) { At = default, Seq = 0 } : new Decline(id, by) { At = default, Seq = 0 };
    }

    private Ended EndSome(RoutingCore core, long session, long agent)
    {
        var by = Of(Enum.GetValues<EndedBy>());
        return new Ended(session, by, core.Session(session)?.Assignment?.AgentId ?? agent, Chance(0.2) ? random.Next(1, 8) : null)
        { At = default, Seq = 0 };
    }

    private static WrapUpDone WrapUp(RoutingCore core, long session, long agent)
    {
        var wrapping = core.Sessions.FirstOrDefault(s => s.Assignment?.Status == AssignmentStatus.WrapUp);
        return new WrapUpDone(wrapping?.Id ?? session, wrapping?.Assignment!.AgentId ?? agent) { At = default, Seq = 0 };
    }

    private TransferRequested Transfer(RoutingCore core, long session, long agent)
    {
        var active = core.Sessions.Where(s => s.Status == SessionStatus.Active).OrderBy(_ => random.Next()).FirstOrDefault();
        var (id, by) = active is null ? (session, agent) : (active.Id, active.Assignment!.AgentId);
        return Chance(0.5)
            ? new TransferRequested(id, by, null, agent, null) { At = default, Seq = 0 }
            : new TransferRequested(id, by, Of([Desks.Sales, Desks.Support, "none"]), null, null, Chance(0.5)) { At = default, Seq = 0 };
    }

    // Claims, assignments, take-overs, requeues and consults, mostly of sessions that they are meant for.
    private RoutingEvent ByHand(RoutingCore core, long session, long agent)
    {
        var waiting = core.Sessions.Where(s => s.IsWaiting).OrderBy(_ => random.Next()).FirstOrDefault()?.Id ?? session;
        var served = core.Sessions.Where(s => s.IsServed).OrderBy(s => s.Consult is null).ThenBy(_ => random.Next()).FirstOrDefault();
        var (id, by) = served is null ? (session, agent) : (served.Id, served.Assignment!.AgentId);
        var any = Chance(0.5) ? waiting : id;
        long? version = Chance(0.2) ? random.Next(1, 8) : null;
        return random.Next(0, 8) switch
        {
            0 or 1 => new Claim(waiting, agent, version) { At = default, Seq = 0 },
            2 => new Assign(any, 1, agent, version) { At = default, Seq = 0 },
            3 => new TakenOver(any, agent, version) { At = default, Seq = 0 },
            4 => new RequeueRequested(any, 1, Of([Desks.Sales, Desks.Support, "none"]), version, Chance(0.5)) { At = default, Seq = 0 },
            5 => new ConsultEnded(id, Chance(0.3) ? served?.Consult?.AgentId ?? agent : by, Chance(0.5), version) { At = default, Seq = 0 },
            _ => new ConsultRequested(id, by, agent, version) { At = default, Seq = 0 },
        };
    }

    // On sessions that are over, remembered by the core or not.
    private RoutingEvent Over(RoutingCore core)
    {
        var kept = Pick(stored.Keys.Order());
        var row = Chance(0.95) ? stored.GetValueOrDefault(kept) : null;
        return random.Next(5) switch
        {
            0 => new TicketOpened(kept, random.Next(1, 7)) { At = default, Seq = 0, Stored = row },
            1 => new DeadlineDue(kept, Of([DeadlineKind.CallBack, DeadlineKind.Resume]), Facts(core)) { At = default, Seq = 0, Stored = row },
            2 => new FallbackChosen(kept, Of(["message", "call_back"]), Slot(core)) { At = default, Seq = 0, Stored = row },
            _ => new MessagePosted(kept, PostedBy.Visitor, random.Next(1, 99)) { At = default, Seq = 0, Stored = row, AfterEnd = Chance(0.9) },
        };
    }

    private DateTimeOffset Slot(RoutingCore core)
    {
        var next = core.LastAt.AddMinutes(random.Next(0, 300));
        return next.AddTicks(-(next.Ticks % TimeSpan.FromMinutes(Chance(0.9) ? 5 : 7).Ticks));
    }

    private RoutingEvent Hold(RoutingCore core, long session, long agent)
    {
        var served = core.Sessions.Where(s => s.IsServed).OrderBy(_ => random.Next()).FirstOrDefault();
        var (id, by) = served is null ? (session, agent) : (served.Id, served.Assignment!.AgentId);
        long? version = Chance(0.1) ? 3 : null;
        return random.Next(4) switch
        {
            0 => new Unheld(id, by, version) { At = default, Seq = 0 },
            1 => new MessagePosted(id, Of(Enum.GetValues<PostedBy>()), random.Next(1, 99)) { At = default, Seq = 0 },
            _ => new Held(id, by, version) { At = default, Seq = 0 },
        };
    }

    private RoutingEvent Barge(RoutingCore core, long session, long agent)
    {
        var open = core.Sessions.Where(s => s.Barge is not null || s.Assignment is not null).OrderBy(_ => random.Next()).FirstOrDefault();
        var (id, by) = (open?.Id ?? session, Chance(0.8) ? open?.Barge?.SupervisorId ?? 90 : agent);
        return Chance(0.6)
            ? new BargedIn(id, by, "Sam", Chance(0.1) ? 3 : null) { At = default, Seq = 0 }
            : new BargedOut(id, by) { At = default, Seq = 0 };
    }

    private ConversationFacts Facts(RoutingCore core) =>
        new(Of(Enum.GetValues<WaitingOn>()), core.LastAt.AddSeconds(-random.Next(0, 800)), random.Next(1, 5));

    private Agent Agent(long id)
    {
        var memberships = new List<Membership>();
        foreach (var queue in new[] { Desks.Sales, Desks.Support })
        {
            if (Chance(0.7))
            {
                memberships.Add(new Membership(queue, random.Next(1, 4), Chance(0.3) ? random.Next(1, 99) : 0,
                    random.Next(0, 3), Chance(0.2) ? random.Next(1, 3) : null));
            }
        }

        return new Agent { Id = id, Name = "Agent " + id, Capacity = random.Next(1, 4), Memberships = memberships, Skills = Held() };
    }

    private List<AgentSkill> Held() => [.. Skills().Select(s => new AgentSkill(s, random.Next(1, 6)))];

    private long Pick(IEnumerable<long> ids)
    {
        var known = ids.ToList();
        return known.Count == 0 || Chance(0.02) ? 999_999 : known[random.Next(known.Count)];
    }

    private T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
