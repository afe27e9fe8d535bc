using ServiceDesk.Server.Knowledge;

namespace ServiceDesk.Server.Bot;

/// <summary>The bot's own words in one language.</summary>
internal sealed record BotTexts
{
    public required string Name { get; init; }
    public required string Greeting { get; init; }
    public required string Miss { get; init; }
    public required string Welcome { get; init; }
    public required string HumanAsked { get; init; }
    public required string GivenUp { get; init; }
    public required string Failed { get; init; }
    public required string HumanButton { get; init; }

    /// <summary>Chinese for <c>zh</c> and its variants, else English.</summary>
    public static BotTexts In(string locale) => KnowledgeBase.IsChinese(locale) ? Chinese : English;

    private static BotTexts English { get; } = new()
    {
        Name = "Assistant",
        Greeting = "Hello! I'm the assistant. Ask me a question, or pick a topic.",
        Miss = "I'm not sure I understood. Could you say it in other words? You can also talk to a person.",
        Welcome = "You're welcome! Is there anything else I can help with?",
        HumanAsked = "Sure, I'm asking a person to join.",
        GivenUp = "I don't have a good answer to that, so I'm asking a person to join.",
        Failed = "I can't answer right now, so I'm asking a person to join.",
        HumanButton = "Talk to a person",
    };

    private static BotTexts Chinese { get; } = new()
    {
        Name = "智能助手",
        Greeting = "您好！我是智能助手。请直接提问，或选择一个话题。",
        Miss = "抱歉，我没有完全理解您的问题，可以换个说法吗？您也可以联系人工客服。",
        Welcome = "不客气！还有什么可以帮您的吗？",
        HumanAsked = "好的，正在为您转接人工客服。",
        GivenUp = "这个问题我暂时无法解答，正在为您转接人工客服。",
        Failed = "我暂时无法回复，正在为您转接人工客服。",
        HumanButton = "联系人工客服",
    };
}
