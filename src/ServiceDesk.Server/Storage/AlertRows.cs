namespace ServiceDesk.Server.Storage;

/// <summary>The rules by which alerts are raised, as one document: row 1.</summary>
public sealed class AlertRules
{
    public int Id { get; init; }

    /// <summary>Grows by one with each change; a change names the one that it saw.</summary>
    public int Revision { get; set; }

    /// <summary>The list of rules as JSON.</summary>
    public required string Body { get; set; }

    public required string Author { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>One cause that was raised; open until it is cleared, then history.</summary>
public sealed class RaisedAlert
{
    public long Id { get; init; }
    public required string RuleId { get; init; }

    /// <summary>The symptom's word.</summary>
    public required string Symptom { get; init; }

    /// <summary>Null for a symptom of the whole desk.</summary>
    public string? Queue { get; init; }

    public int Level { get; init; }
    public double Threshold { get; init; }

    /// <summary>The figure that raised it.</summary>
    public double Value { get; init; }

    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? ClearedAt { get; set; }
    public long? OwnerId { get; set; }
    public DateTimeOffset? AcknowledgedAt { get; set; }
    public long? AcknowledgedBy { get; set; }
    public DateTimeOffset? MutedUntil { get; set; }
}
