using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Knowledge;
using ServiceDesk.Server.Setup.Demo;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Bot;

/// <summary>Retrieval over the articles that the demo desk ships.</summary>
public sealed class KnowledgeTests
{
    private static readonly double Floor = new BotOptions().ConfidenceFloor;
    private static readonly KnowledgeIndex English = new(DemoArticles.Read().Where(a => a.Locale == "en"));
    private static readonly KnowledgeIndex Chinese = new(DemoArticles.Read().Where(a => a.Locale == "zh-CN"));

    [Theory]
    [InlineData("How long does delivery take?", "delivery")]
    [InlineData("when will my package arrive", "delivery,order-tracking")]
    [InlineData("where's my order???", "order-tracking")]
    [InlineData("I want to return these shoes", "returns,size-and-fit")]
    [InlineData("Can I get a refund", "returns")]
    [InlineData("do you take paypal", "payment")]
    [InlineData("my card was declined", "payment")]
    [InlineData("cancelling an order", "stop-order")]
    [InlineData("forgot my password", "store-account")]
    [InlineData("The voucher code does not work", "vouchers")]
    [InlineData("do you ship to other countries", "shipping-abroad")]
    [InlineData("what size should I take", "size-and-fit")]
    [InlineData("the box was damaged and an item is missing", "wrong-item")]
    [InlineData("is there a guarantee on the battery", "warranty")]
    public void English_questions_find_their_article(string question, string articles) =>
        Found(English, question).ShouldBeOneOf(articles.Split(','));

    [Theory]
    [InlineData("配送要几天", "delivery")]
    [InlineData("你们的退货政策是什么？", "returns")]
    [InlineData("我想退款", "returns")]
    [InlineData("我的包裹到哪里了", "order-tracking")]
    [InlineData("可以用支付宝付款吗", "payment")]
    [InlineData("怎么取消订单", "stop-order")]
    [InlineData("忘记密码了怎么办", "store-account")]
    [InlineData("优惠券用不了", "vouchers")]
    [InlineData("能寄到国外吗", "shipping-abroad")]
    [InlineData("收到的东西坏了，发错了", "wrong-item")]
    [InlineData("保修多久", "warranty")]
    [InlineData("选什么尺码合适", "size-and-fit")]
    public void Chinese_questions_find_their_article(string question, string article) =>
        Found(Chinese, question).ShouldBe(article);

    [Theory]
    [InlineData("What is the meaning of life?")]
    [InlineData("Tell me a joke about penguins")]
    [InlineData("asdf qwerty")]
    [InlineData("Who won the football match yesterday")]
    [InlineData("")]
    public void English_questions_beyond_the_articles_find_none(string question) => Found(English, question).ShouldBeNull();

    [Theory]
    [InlineData("今天天气怎么样")]
    [InlineData("给我讲个笑话")]
    [InlineData("你是谁")]
    public void Chinese_questions_beyond_the_articles_find_none(string question) => Found(Chinese, question).ShouldBeNull();

    [Theory]
    [InlineData("returned returning returns return", "return")]
    [InlineData("shipping shipped ships", "ship")]
    [InlineData("Cancelled cancelling", "cancel")]
    [InlineData("deliveries delivery", "delivery")]
    public void Forms_of_a_word_are_one_term(string words, string term) =>
        Terms.Of(words).Select(t => t.Text).Distinct().ShouldBe([term]);

    [Fact]
    public void Chinese_pairs_do_not_reach_over_grammar() =>
        Terms.Of("我的订单").Select(t => t.Text).ShouldBe(["订单"]);

    [Fact]
    public void An_index_without_articles_finds_nothing() => new KnowledgeIndex([]).Best("delivery").ShouldBeNull();

    private static string? Found(KnowledgeIndex index, string question) =>
        index.Best(question) is { } hit && hit.Confidence >= Floor ? hit.Article.Id : null;
}
