namespace ServiceDesk.Server.Storage;

/// <summary>A browser that a member of staff wants to be reached at.</summary>
public sealed class WebPushSubscriptionRow
{
    public long Id { get; init; }
    public long AccountId { get; init; }

    /// <summary>SHA-256 of the endpoint in hexadecimal digits, which is short enough for an index of every database.</summary>
    public required string EndpointHash { get; init; }

    public required string Endpoint { get; init; }
    public required string P256dh { get; set; }
    public required string Auth { get; set; }
    public bool Previews { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Up to where a person was told of a conversation by a push.</summary>
public sealed class WebPushMark
{
    public long AccountId { get; init; }
    public long ConversationId { get; init; }
    public long Seq { get; set; }
}
