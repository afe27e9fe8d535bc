namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// Limits a supervisor to some queues: their sessions, agents and figures. A supervisor whom the desk does not name oversees
/// all, and so does every administrator.
/// </summary>
/// <param name="Id">The account.</param>
/// <param name="QueueIds">At least one.</param>
public sealed record Supervisor(long Id, IReadOnlyList<string> QueueIds);
