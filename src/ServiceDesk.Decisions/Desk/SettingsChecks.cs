namespace ServiceDesk.Decisions.Configuration;

/// <summary>The settings of the whole desk.</summary>
internal static class SettingsChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        var agents = desk.AgentSettings;
        faults.Range("agentSettings.graceSeconds", agents.GraceSeconds, 1, 3_600);
        faults.Range("agentSettings.tellVisitorAfterSeconds", agents.TellVisitorAfterSeconds, 0, agents.GraceSeconds - 1);
        faults.Range("agentSettings.missLimit", agents.MissLimit, 1, 100);
        faults.Range("agentSettings.holdDownLosses", agents.HoldDownLosses, 1, 100);
        faults.Range("agentSettings.holdDownWindowSeconds", agents.HoldDownWindowSeconds, 1, 86_400);
        faults.Range("agentSettings.holdDownSeconds", agents.HoldDownSeconds, 1, 3_600);
        faults.Range("botSettings.idleCloseSeconds", desk.BotSettings.IdleCloseSeconds, 30, 86_400);
    }
}
