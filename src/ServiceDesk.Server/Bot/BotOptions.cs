using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Bot;

/// <summary>How the bot answers. Section <c>Bot</c>; out of range is a fault at start.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>A bot that is silent this long after a visitor's word gives up and the session goes to a person. Default 15 s, 1–120.</summary>
    [Range(1, 120)]
    public int TurnSeconds { get; set; } = 15;

    /// <summary>Questions in a row without an answer before the session goes to a person. Default 2, 1–10.</summary>
    [Range(1, 10)]
    public int MissLimit { get; set; } = 2;

    /// <summary>An article answers when it covers this share of the question. Default 0.36, 0.05–1.</summary>
    [Range(0.05, 1)]
    public double ConfidenceFloor { get; set; } = 0.36;

    /// <summary>Articles offered as buttons of the greeting. Default 4, 0–8.</summary>
    [Range(0, 8)]
    public int TopicButtons { get; set; } = 4;

    /// <summary>Changed articles are used after this time at the latest. Default 30 s, 1–3,600.</summary>
    [Range(1, 3600)]
    public int KnowledgeRefreshSeconds { get; set; } = 30;
}
