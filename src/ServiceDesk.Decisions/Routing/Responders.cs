namespace ServiceDesk.Decisions.Routing;

/// <summary>How a responder is written.</summary>
public static class Responders
{
    public static string Bot(string botId) => "bot:" + botId;

    public static string Queue(string queueId) => "queue:" + queueId;

    public static string Agent(long agentId) => "agent:" + Turn.Text(agentId);
}
