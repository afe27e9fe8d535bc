using ServiceDesk.Decisions.Search;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Search;

public sealed class SnippetTests
{
    private const string Digits = "0123456789 123456789 123456789 hit 123456789 hit 123456789";

    [Theory]
    [InlineData("ties", "tie")]
    [InlineData("parties", "party")]
    [InlineData("flies", "fly")]
    [InlineData("bring", "bring")]
    [InlineData("asking", "ask")]
    [InlineData("running", "run")]
    [InlineData("calling", "cal")]
    [InlineData("missing", "miss")]
    [InlineData("need", "need")]
    [InlineData("aded", "aded")]
    [InlineData("added", "add")]
    [InlineData("stopped", "stop")]
    [InlineData("boxes", "box")]
    [InlineData("does", "doe")]
    [InlineData("bus", "bus")]
    [InlineData("cars", "car")]
    [InlineData("gas", "gas")]
    [InlineData("less", "less")]
    [InlineData("virus", "virus")]
    [InlineData("oasis", "oasis")]
    [InlineData("purchase", "purchas")]
    [InlineData("the", "the")]
    [InlineData("ball", "ball")]
    public void Common_English_endings_are_taken_off(string word, string stem) => EnglishStem.Of(word).ShouldBe(stem);

    [Theory]
    [InlineData("\u0E01\u0E02", "\u0E01 \u0E02")]
    [InlineData("\u0E50x", "\u0E50 x")]
    [InlineData("\u9FFFa", "\u9FFF a")]
    [InlineData("\u0DFFa", "a")]
    [InlineData("가힣", "가 힣")]
    [InlineData("ｱｲ", "ア イ")]
    [InlineData("a\u0301\u0302b", "ab")]
    [InlineData("\u0301a", "a")]
    [InlineData("½ﬁx", "fix")]
    public void Scripts_without_spaces_give_a_word_per_character(string text, string words) =>
        string.Join(' ', SearchWords.Of(text, 100).Select(w => w.Word)).ShouldBe(words);

    [Fact]
    public void A_word_longer_than_64_letters_counts_by_its_beginning_and_ends_where_it_ends()
    {
        var word = SearchWords.Of(new string('a', 70) + " b", 10)[0];
        (word.Word.Length, word.Start, word.End).ShouldBe((64, 0, 70));
        SearchWords.Of("a b c", 2).Select(w => w.Word).ShouldBe(["a", "b"]);
        SearchWords.Of("退货 c", 1).Select(w => w.Word).ShouldBe(["退"]);
    }

    [Theory]
    [InlineData("one one two", 10, "one|two")]
    [InlineData("AB-12 cd", 10, "ab 12|cd")]
    [InlineData("AB-12 cd", 2, "ab 12")]
    [InlineData("AB-12 cd", 1, "ab")]
    [InlineData("\"a b\" c", 10, "a b|c")]
    [InlineData("a \"b c", 10, "a|b|c")]
    [InlineData("„a b“ c”", 10, "a b|c")]
    public void A_search_is_phrases_of_words_each_once(string text, int most, string phrases) =>
        string.Join('|', SearchPhrases.Of(text, most)!.Phrases.Select(p => string.Join(' ', p))).ShouldBe(phrases);

    [Fact]
    public void Every_place_of_every_phrase_is_told()
    {
        var words = SearchWords.Of("a b a b c", 10);
        SearchPhrases.Of("\"a b\" c", 10)!.FindIn(words).ShouldBe([(0, 2), (2, 4), (4, 5)]);
        SearchPhrases.Of("\"b c\" \"c d\"", 10)!.FindIn(words).ShouldBeNull();
    }

    [Theory]
    [InlineData("hit", 58, "0123456789 123456789 123456789 [hit] 123456789 [hit] 123456789")]
    [InlineData("hit", 57, "…789 123456789 [hit] 123456789 [hit] 123456789")]
    [InlineData("hit", 20, "…6789 [hit] 123456789 [h]…")]
    [InlineData("hit", 12, "…89 [hit] 12345…")]
    [InlineData("0123456789", 4, "[0123]…")]
    [InlineData("\"123456789 hit\"", 24, "…56789 [123456789 hit] [1234]…")]
    public void A_snippet_begins_a_quarter_before_the_first_hit(string query, int longest, string shown) =>
        Shown(Digits, query, longest).ShouldBe(shown);

    [Fact]
    public void Hits_that_touch_are_one()
    {
        Shown("退货单", "退 货", 10).ShouldBe("[退货]单");
        Shown("a b c d", "\"a b\" \"b c\"", 10).ShouldBe("[a b c] d");
        Shown("a b c d", "\"a b c\" b", 10).ShouldBe("[a b c] d");
    }

    [Fact]
    public void No_pair_of_surrogates_is_cut()
    {
        // Sixteen characters of two units each, the hit behind them.
        var text = string.Concat(Enumerable.Repeat("😀", 16)) + "hit" + string.Concat(Enumerable.Repeat("😀", 16));
        Shown(text, "hit", 13).ShouldBe("…😀😀[hit]😀😀😀…");
        Shown(text, "hit", 12).ShouldBe("…😀😀[hit]😀😀😀…");
        Shown(text, "hit", 10).ShouldBe("…😀[hit]😀😀…");
    }

    private static string Shown(string text, string query, int longest) =>
        string.Concat(Snippet.Of(text, SearchPhrases.Of(query, 10)!, longest, 100)!.Select(p => p.Hit ? $"[{p.Text}]" : p.Text));
}
