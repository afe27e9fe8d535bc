namespace ServiceDesk.Decisions.Configuration;

/// <summary>By what the items of a desk's lists are told apart.</summary>
public static class ItemIds
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(Agent)] = "id",
        [typeof(AgentSkill)] = "skillId",
        [typeof(Channel)] = "id",
        [typeof(ChannelLimit)] = "channelId",
        [typeof(ContentRule)] = "id",
        [typeof(DateOverride)] = "date",
        [typeof(EntryPoint)] = "key",
        [typeof(Holiday)] = "date",
        [typeof(Membership)] = "queueId",
        [typeof(Queue)] = "id",
        [typeof(Requirement)] = "skillId",
        [typeof(RoutingRule)] = "id",
        [typeof(Schedule)] = "id",
        [typeof(Skill)] = "id",
    };

    /// <summary>The field, as JSON names it, that names an item of this type in its list; null for items without a name.</summary>
    public static string? Of(Type type) => Names.GetValueOrDefault(type);
}
