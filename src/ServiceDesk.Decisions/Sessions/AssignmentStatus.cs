namespace ServiceDesk.Decisions.Sessions;

/// <summary>The state of a row of capacity taken.</summary>
public enum AssignmentStatus { Active, WrapUp, Hold }
