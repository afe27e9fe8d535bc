using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Load.Routing;

/// <summary>
/// A large desk, drawn from a seed: each queue has its own entry point, and each of its sessions asks for nothing or for one of
/// six skills, which makes seven buckets per queue. A profile serves five queues and holds three skills.
/// </summary>
internal sealed class CoreDesk(int profiles)
{
    public const int Queues = 50;
    public const int Agents = 10_000;
    public const int Capacity = 5;
    public const int Skills = 6;
    public const int Topics = Skills + 1;

    /// <summary>When every waiting session takes its step, in seconds.</summary>
    public const int StepSeconds = 7_200;

    private const int Seed = 20_260_101;
    private const int QueuesEach = 5;
    private const int SkillsEach = 3;
    private const int Day = 86_400;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public int Profiles => profiles;

    public Desk Desk { get; } = new()
    {
        Version = 1,
        Schedules = [new Schedule { Id = "always", Zone = "Etc/UTC", AlwaysOpen = true }],
        Skills = [.. Enumerable.Range(1, Skills).Select(s => new Skill { Id = "skill-" + s, Name = "Skill " + s })],
        Queues = [.. Enumerable.Range(0, Queues).Select(Queue)],
        EntryPoints = [.. Enumerable.Range(0, Queues).Select(Door)],
        Agents = AgentsOf(profiles),
    };

    public static string DoorOf(int queue) => "door-" + queue;

    public static string? TopicOf(int topic) => topic == 0 ? null : "topic-" + topic;

    /// <summary>Everybody is online and serves as many as they can; nobody waits yet.</summary>
    public RoutingState Busy()
    {
        var random = new Random(Seed);
        return new RoutingState
        {
            LastAt = Start,
            LastOfferId = Agents * Capacity,
            AssignCounter = Agents * Capacity,
            Agents =
            [
                .. Desk.Agents.Select(a => new AgentState
                {
                    Id = a.Id, Presence = Presence.Online, Connection = Connection.Connected,
                    LastAssignedSeq = a.Id, PresenceSince = Start, ConnectionSince = Start,
                }),
            ],
            Sessions =
            [
                .. Desk.Agents.SelectMany(a => Enumerable.Range(1, Capacity).Select(unit => Served(random, a, ((a.Id - 1) * Capacity) + unit))),
            ],
        };
    }

    private static SessionState Served(Random random, Agent agent, long id) => new()
    {
        Id = id,
        ConversationId = id,
        VisitorId = "visitor-" + id,
        EntryPoint = DoorOf(random.Next(Queues)),
        CreatedAt = Start.AddSeconds(-600),
        Status = SessionStatus.Active,
        StatusSince = Start.AddSeconds(-random.Next(300)),
        Version = 4,
        Responder = "agent:" + agent.Id,
        QueueId = agent.Memberships[random.Next(QueuesEach)].QueueId,
        RuleId = "any",
        RuleSentence = "Everything else",
        EnqueuedAt = Start.AddSeconds(-600),
        VisitorConnected = true,
        Assignment = new SessionAssignment(agent.Id, id, Start.AddSeconds(-300), AssignmentStatus.Active, null),
    };

    private static Queue Queue(int number) => new()
    {
        Id = "queue-" + number,
        Name = "Queue " + number,
        ScheduleId = "always",
        MaxLengthAtLeast = 1_000_000,
        MaxWaitSeconds = Day,
        WrapUpSeconds = 0,
        Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = StepSeconds, Action = OverflowAction.NotifySupervisor }],
    };

    private static EntryPoint Door(int number) => new()
    {
        Key = DoorOf(number),
        PublicKey = "public-" + number,
        Name = "Door " + number,
        ScheduleId = "always",
        Rules =
        [
            .. Enumerable.Range(1, Skills).Select(s => new RoutingRule
            {
                Id = "needs-" + s, Sentence = "Topic " + s + " needs its skill", When = new TopicIs(TopicOf(s)!),
                QueueId = "queue-" + number, Requirements = [new Requirement("skill-" + s)],
            }),
            new RoutingRule { Id = "any", Sentence = "Everything else", QueueId = "queue-" + number },
        ],
    };

    private static List<Agent> AgentsOf(int profiles)
    {
        var random = new Random(Seed + profiles);
        var drawn = new Dictionary<string, (IReadOnlyList<Membership> Memberships, IReadOnlyList<AgentSkill> Skills)>();
        while (drawn.Count < profiles)
        {
            var queues = Draw(random, Queues, QueuesEach);
            var skills = Draw(random, Skills, SkillsEach);
            drawn.TryAdd(
                string.Join(',', queues) + ";" + string.Join(',', skills),
                ([.. queues.Select(q => new Membership("queue-" + q))], [.. skills.Select(s => new AgentSkill("skill-" + (s + 1), 3))]));
        }

        var patterns = drawn.Values.ToList();
        return
        [
            .. Enumerable.Range(0, Agents).Select(i => new Agent
            {
                Id = i + 1, Name = "Agent " + (i + 1), Capacity = Capacity,
                Memberships = patterns[i % profiles].Memberships, Skills = patterns[i % profiles].Skills,
            }),
        ];
    }

    private static List<int> Draw(Random random, int from, int count)
    {
        var drawn = new SortedSet<int>();
        while (drawn.Count < count)
        {
            drawn.Add(random.Next(from));
        }

        return [.. drawn];
    }
}
