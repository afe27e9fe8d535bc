using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Messaging;

/// <summary>How outbox rows reach their consumers. Section <c>Messaging</c>; out of range is a fault at start.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>Seconds between two sweeps for rows that their own node did not bring home. Default 10, 1–600.</summary>
    [Range(1, 600)]
    public int SweepSeconds { get; set; } = 10;

    /// <summary>A sweep takes rows that are at least this old, in seconds; the one at start takes them all. Default 10, 0–3,600.</summary>
    [Range(0, 3600)]
    public int SweepAgeSeconds { get; set; } = 10;

    /// <summary>A row handed to the bus without word from its consumer is handed over again after this. Default 60 s, 5–3,600; longer than a bot's turn.</summary>
    [Range(5, 3600)]
    public int InFlightSeconds { get; set; } = 60;

    /// <summary>Rows handed to the bus and not settled, at most; further ones wait in the table. Default 1,000, 1–100,000.</summary>
    [Range(1, 100_000)]
    public int InFlightLimit { get; set; } = 1000;

    /// <summary>Conversations whose messages of one kind are consumed side by side. Default 64, 1–1,024.</summary>
    [Range(1, 1024)]
    public int Partitions { get; set; } = 64;

    /// <summary>A message that failed this often is a dead letter. Default 10, 1–100.</summary>
    [Range(1, 100)]
    public int TryLimit { get; set; } = 10;

    /// <summary>Wait after the first failure; doubles with each further one. Default 500 ms, 10–60,000.</summary>
    [Range(10, 60_000)]
    public int FirstBackOffMilliseconds { get; set; } = 500;

    /// <summary>The longest wait between two tries. Default 30 s, 1–3,600.</summary>
    [Range(1, 3600)]
    public int LongestBackOffSeconds { get; set; } = 30;

    /// <summary>Outcomes that arrive within this time are written in one transaction. Default 20 ms, 0–5,000.</summary>
    [Range(0, 5000)]
    public int SettleMilliseconds { get; set; } = 20;

    /// <summary>Done rows and consumed marks are deleted after this many days; dead letters stay. Default 7, 1–365.</summary>
    [Range(1, 365)]
    public int RetainDays { get; set; } = 7;
}
