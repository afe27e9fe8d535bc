namespace ServiceDesk.Server.Conversations;

/// <summary>Values of the column that says who owes the next word. System events never change it.</summary>
public static class WaitingOnWords
{
    /// <summary>The visitor, since the last word of bot or agent.</summary>
    public const string Visitor = "visitor";

    /// <summary>Whoever answers, bot or person, since the visitor's first word without an answer.</summary>
    public const string Service = "service";

    public const string Nobody = "nobody";
}
