namespace ServiceDesk.Decisions.Transcripts;

/// <summary>What was said between a visitor and the service in one session.</summary>
/// <param name="Lines">In their order. What staff say among themselves is none of it.</param>
/// <param name="Zone">The name of the zone whose clock the instants show.</param>
public sealed record Transcript(
    string With, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Zone, TranscriptWords Words, IReadOnlyList<TranscriptLine> Lines);

/// <param name="Text">Null for a message without words.</param>
public sealed record TranscriptLine(DateTimeOffset At, string Speaker, bool FromVisitor, string? Text)
{
    /// <summary>What came with the words, named: files, a product, an order.</summary>
    public IReadOnlyList<string> Enclosed { get; init; } = [];

    /// <summary>The message was taken back, or erased.</summary>
    public bool Removed => Text is null && Enclosed.Count == 0;
}

/// <summary>The words around what was said, in the reader's language.</summary>
/// <param name="Subject">With the place {0} for whom the chat was with.</param>
public sealed record TranscriptWords(
    string Language, string Title, string Subject, string With, string Started, string Ended, string You, string Service, string Removed, string Nothing,
    string File, string Product, string Order)
{
    public static TranscriptWords English { get; } = new(
        "en", "Chat transcript", "Your chat with {0}", "With", "Started", "Ended", "You", "Service", "Message removed", "Nothing was said.",
        "File", "Product", "Order");

    public static TranscriptWords Chinese { get; } = new(
        "zh-CN", "聊天记录", "您与 {0} 的聊天记录", "对方", "开始时间", "结束时间", "您", "客服", "消息已撤回", "没有聊天内容。",
        "文件", "商品", "订单");

    /// <param name="locale">BCP 47 tag; English for what is neither.</param>
    public static TranscriptWords Of(string? locale) =>
        locale is not null && (locale.Equals("zh", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("zh-", StringComparison.OrdinalIgnoreCase))
            ? Chinese
            : English;
}
