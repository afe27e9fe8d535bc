using ServiceDesk.Decisions.Search;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Where is my ORDER?", "wher is my order")]
    [InlineData("returned, returning; returns", "return return return")]
    [InlineData("怎样退货？", "怎 样 退 货")]
    [InlineData("我要退货refund2次", "我 要 退 货 refund2 次")]
    [InlineData("Crème brûlée, ÅNGSTRÖM", "crem brule angstrom")]
    [InlineData("cre\u0300me", "crem")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("한국어 사람", "한 국 어 사 람")]
    [InlineData("カタカナ ひらがな", "カ タ カ ナ ひ ら か な")]
    [InlineData("𠮷野家", "𠮷 野 家")]
    [InlineData("二〇二六年", "二 〇 二 六 年")]
    [InlineData("一人々㐀가က", "一 人 々 㐀 가 က")]
    [InlineData("AB-1234 / a.b@mail.test", "ab 1234 a b mail test")]
    [InlineData("👍 …!", "")]
    public void A_text_is_cut_into_words_and_single_characters(string text, string words) =>
        string.Join(' ', SearchWords.Of(text, 100).Select(w => w.Word)).ShouldBe(words);

    [Fact]
    public void Each_word_knows_its_place_in_the_text()
    {
        const string text = "Ich möchte 退货!";
        SearchWords.Of(text, 100).Select(w => text[w.Start..w.End]).ShouldBe(["Ich", "möchte", "退", "货"]);
    }

    [Theory]
    [InlineData("退")]
    [InlineData("退货")]
    [InlineData("货 怎")]
    [InlineData("Refund")]
    [InlineData("\"order refunded\"")]
    [InlineData("“order refunded”")]
    [InlineData("no-1234")]
    [InlineData("\"never closed order")]
    public void A_phrase_is_found_side_by_side(string query) => Finds(query, "怎样退货, the order refunded never closed NO 1234").ShouldBeTrue();

    [Theory]
    [InlineData("货退")]
    [InlineData("\"refunded order\"")]
    [InlineData("refund cancelled")]
    [InlineData("no1234")]
    public void Words_that_stand_otherwise_are_not_found(string query) => Finds(query, "怎样退货, the order refunded NO 1234").ShouldBeFalse();

    [Fact]
    public void A_search_without_a_word_is_none()
    {
        SearchPhrases.Of(" \"\" ?! ", 10).ShouldBeNull();
        SearchPhrases.Of("one two three", 2)!.Phrases.Select(p => p[0]).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void A_snippet_shows_the_first_hit_marks_every_hit_and_cuts_no_character_in_two()
    {
        var text = string.Concat(Enumerable.Repeat("𠮷", 100)) + " refund and 退货 " + string.Concat(Enumerable.Repeat("𠮷", 100));
        var pieces = Snippet.Of(text, SearchPhrases.Of("退货 refunds", 10)!, 41, 1000).ShouldNotBeNull();

        pieces.Where(p => p.Hit).Select(p => p.Text).ShouldBe(["refund", "退货"]);
        (pieces[0].Text, pieces[^1].Text).ShouldBe(("…", "…"));
        var shown = string.Concat(pieces.Select(p => p.Text));
        shown.Length.ShouldBeLessThanOrEqualTo(45);
        shown.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
        Snippet.Of("nothing of it", SearchPhrases.Of("退货", 10)!, 40, 1000).ShouldBeNull();
    }

    // What is looked at is counted, not the time that it takes: a test machine may be busy.
    [Theory]
    [InlineData('a')]
    [InlineData('#')]
    [InlineData('退')]
    [InlineData('\u0301')]
    [InlineData('\uD83D')]
    [InlineData('"')]
    public void Case_R51_text_made_to_be_slow_is_read_once(char sign)
    {
        var text = new string(sign, 64 * 1024);
        var words = SearchWords.Of(text, 4_000);
        words.Count.ShouldBeLessThanOrEqualTo(4_000);
        words.ShouldAllBe(w => w.Word.Length <= SearchWords.LongestWord);
        (SearchPhrases.Of(text, 30)?.Phrases.Sum(p => p.Count) ?? 0).ShouldBeLessThanOrEqualTo(30);
    }

    [Fact]
    public void Case_R52_thirty_thousand_words_cost_no_more_than_the_words_that_are_looked_at()
    {
        var text = string.Join(' ', Enumerable.Range(0, 30_000).Select(i => $"#tag{i}"));
        SearchPhrases.Of(text, 30)!.Phrases.Count.ShouldBe(30);
        SearchWords.Of(text, 4_000).Count.ShouldBe(4_000);
        SearchWords.Of(text, 4_000)[^1].End.ShouldBeLessThan(text.Length / 4);
    }

    private static bool Finds(string query, string text) => SearchPhrases.Of(query, 10)!.FindIn(SearchWords.Of(text, 100)) is not null;
}
