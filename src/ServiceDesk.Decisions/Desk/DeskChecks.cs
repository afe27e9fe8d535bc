namespace ServiceDesk.Decisions.Configuration;

/// <summary>Static checks of a desk before it is published.</summary>
public static class DeskChecks
{
    /// <summary>Every fault, each naming the field and the value; empty when the desk may be published.</summary>
    public static IReadOnlyList<string> Faults(Desk desk) => throw new NotSupportedException();
}
