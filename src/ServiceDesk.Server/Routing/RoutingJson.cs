using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>How the ledger, the effects, the states and the rulesets are written. Nulls are kept: a replay must find every field.</summary>
internal static class RoutingJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>The event without its stamp and without what the host chose itself: equal for a command and its repeat.</summary>
    public static string Content(RoutingEvent e) => Write(Unstamped(e) switch
    {
        SessionStarted s => s with { SessionId = 0, ConversationId = 0, VisitorConnected = false, BotHealthy = false, LastServed = null },
        SessionEnqueued { By: EnqueuedBy.Visitor } wanted => wanted with
        {
            Topic = wanted.TopicFound ? null : wanted.Topic, BotResult = null, TopicFound = false,
        },
        // The desk that it holds, with the switch thrown, is whichever was in force.
        RulesetPublished { Publication.ScheduleId: not null } p => p with { Desk = new Desk() },
        RulesetPublished { Publication: { } publication } p => p with { Publication = publication with { DraftFound = null } },
        Ended ended => ended with { Facts = null },
        FallbackChosen chosen => chosen with { Stored = null },
        TicketOpened opened => opened with { Stored = null },
        MessagePosted posted => posted with { Stored = null },
        var other => other,
    });

    private static RoutingEvent Unstamped(RoutingEvent e) => e with { At = default, Seq = 0 };
}
