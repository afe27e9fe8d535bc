using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Knowledge;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Bot;

/// <summary>
/// The bot inside the server: it answers from the knowledge base with the source, and hands over when a person is asked
/// for or when it has missed too often in a row. It keeps no state: how often it missed follows from what was said.
/// </summary>
internal sealed partial class EmbeddedBot(KnowledgeBase knowledge, IOptions<BotOptions> options) : IBot
{
    private const string ArticleChoice = "article:";

    private readonly BotOptions _options = options.Value;

    public async Task<BotReply> Answer(BotTurn turn, CancellationToken cancellation)
    {
        var texts = BotTexts.In(turn.Locale);
        var own = await knowledge.In(turn.Locale, cancellation);
        if (turn.Said.Count == 0 || IsGreeting(turn.Said[^1]))
        {
            return new BotReply(texts.Greeting, [.. Topics(own), Human(texts)], []);
        }

        var last = turn.Said[^1];
        if (WantsPerson(last))
        {
            return new BotReply(texts.HumanAsked, [], [], new HandOver(EnqueuedBy.Visitor, await Topic(turn, cancellation), BotResults.Asked));
        }

        if (Thanks().IsMatch(last.Text))
        {
            return new BotReply(texts.Welcome, [Human(texts)], []);
        }

        if (await Find(last, turn.Locale, cancellation) is { } article)
        {
            return new BotReply(article.Body, [Human(texts)], [new Source(article.Id, article.Title)]);
        }

        return await Misses(turn, cancellation) >= _options.MissLimit
            ? new BotReply(texts.GivenUp, [], [], new HandOver(EnqueuedBy.Bot, await Topic(turn, cancellation), BotResults.NotUnderstood))
            : new BotReply(texts.Miss, [.. Topics(own), Human(texts)], []);
    }

    private IEnumerable<Choice> Topics(KnowledgeIndex index) =>
        index.Articles.Take(_options.TopicButtons).Select(a => new Choice(ArticleChoice + a.Id, a.Title));

    private static Choice Human(BotTexts texts) => new(ChoiceIds.Human, texts.HumanButton);

    private static bool WantsPerson(VisitorWords words) =>
        words.ChoiceId == ChoiceIds.Human || (words.ChoiceId is null && PersonWanted().IsMatch(words.Text));

    private static bool IsGreeting(VisitorWords words) => words.ChoiceId is null && Greeting().IsMatch(words.Text);

    /// <summary>The article of a button, or the one that answers the text: in the text's language, then in the session's.</summary>
    private async Task<Article?> Find(VisitorWords words, string locale, CancellationToken cancellation)
    {
        var own = await knowledge.In(locale, cancellation);
        if (words.ChoiceId is { } choice && choice.StartsWith(ArticleChoice, StringComparison.Ordinal))
        {
            return own.Articles.FirstOrDefault(a => a.Id == choice[ArticleChoice.Length..]);
        }

        var spoken = await knowledge.In(words.Text.Any(Terms.IsChinese) ? "zh-CN" : "en", cancellation);
        return Sure(spoken.Best(words.Text)) ?? Sure(own.Best(words.Text));
    }

    private Article? Sure(KnowledgeHit? hit) => hit is not null && hit.Confidence >= _options.ConfidenceFloor ? hit.Article : null;

    private async Task<int> Misses(BotTurn turn, CancellationToken cancellation)
    {
        var misses = 0;
        foreach (var words in turn.Said.Reverse())
        {
            if (IsGreeting(words) || Thanks().IsMatch(words.Text) || await Find(words, turn.Locale, cancellation) is not null)
            {
                break;
            }

            misses++;
        }

        return misses;
    }

    /// <summary>The last article that was found, by its id.</summary>
    public async Task<string?> Topic(BotTurn turn, CancellationToken cancellation)
    {
        // Asking for a person says nothing about the matter, even where an article speaks of it.
        foreach (var words in turn.Said.Reverse().Where(w => !WantsPerson(w)))
        {
            if (await Find(words, turn.Locale, cancellation) is { } article)
            {
                return article.Id;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"\b(human|agent|operator|representative|real person|a person|live (chat|person)|(talk|speak|chat) (to|with) (someone|somebody))\b"
        + "|人工|真人|转接|(找|转|联系|呼叫)客服",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PersonWanted();

    [GeneratedRegex(@"^\W*(hi|hello|hey|good (morning|afternoon|evening)|你好|您好|嗨|哈喽|在吗)( there)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^\W*(thanks|thank you|thx|谢谢|多谢|感谢)( a lot| so much| very much|您|你|啦|了)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thanks();
}
