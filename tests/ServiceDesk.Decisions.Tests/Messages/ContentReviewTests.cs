using System.Text;
using CsCheck;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Messages;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Messages;

public sealed class ContentReviewTests
{
    private static readonly ContentReview Rules = new(
    [
        new() { Id = "rude", Name = "Rude", Words = ["fool", "笨蛋", "go away"] },
        new() { Id = "agents-only", Name = "Promises", Words = ["guarantee"], From = ContentSpeakers.Staff },
        new() { Id = "names", Name = "Names", Words = ["Project Owl", "猫头鹰", "owl"], Action = ContentAction.Mask },
        new() { Id = "visitors-only", Name = "Secrets", Words = ["pin"], Action = ContentAction.Mask, From = ContentSpeakers.Visitors },
    ]);

    [Theory]
    [InlineData("You fool", "rude")]
    [InlineData("FOOL!", "rude")]
    [InlineData("fool", "rude")]
    [InlineData("ｆｏｏｌ", "rude")]
    [InlineData("f\u200Bo\u00ADol", "rude")]
    [InlineData("go \n\t away", "rude")]
    [InlineData("go\u00A0away", "rude")]
    [InlineData("你是笨蛋吗", "rude")]
    [InlineData("笨蛋fool", "rude")]
    [InlineData("foolish", null)]
    [InlineData("a tomfool", null)]
    [InlineData("fool2", null)]
    [InlineData("foo l", null)]
    [InlineData("fool\u0301", null)]
    [InlineData("Ein Narr", null)]
    [InlineData("", null)]
    public void A_word_is_found_as_people_see_it_and_not_within_another(string text, string? refusedBy)
    {
        Rules.Of(text, byStaff: false).ShouldBe(new ReviewedText(text, refusedBy));
    }

    [Theory]
    [InlineData("About project owl, please", "About •••••••••••, please")]
    [InlineData("About PROJECT  OWL", "About ••••••••••••")]
    [InlineData("一只猫头鹰在飞", "一只•••在飞")]
    [InlineData("o\u200Bwl 🦉 ＯＷＬ", "•••• 🦉 •••")]
    [InlineData("owls", "owls")]
    public void What_is_masked_keeps_its_length(string text, string stored)
    {
        Rules.Of(text, byStaff: true).ShouldBe(new ReviewedText(stored));
    }

    [Fact]
    public void A_rule_looks_at_those_whom_it_is_about()
    {
        Rules.Of("I guarantee it", byStaff: true).RefusedBy.ShouldBe("agents-only");
        Rules.Of("I guarantee it", byStaff: false).RefusedBy.ShouldBeNull();
        Rules.Of("my pin", byStaff: false).Text.ShouldBe("my •••");
        Rules.Of("my pin", byStaff: true).Text.ShouldBe("my pin");
    }

    [Fact]
    public void A_refusal_outweighs_a_mask_and_what_has_nothing_to_find_is_the_same_text()
    {
        Rules.Of("an owl, you fool", byStaff: false).ShouldBe(new ReviewedText("an owl, you fool", "rude"));
        var text = new string("nothing".AsSpan());
        Rules.Of(text, byStaff: false).Text.ShouldBeSameAs(text);
        new ContentReview([]).Of("fool", byStaff: false).ShouldBe(new ReviewedText("fool"));
    }

    /// <summary>Against a reading of the rule that tries every word at every place.</summary>
    [Fact]
    public void What_is_found_is_what_trying_every_word_at_every_place_finds()
    {
        var words = Gen.Char["abAｂ\u200B 猫"].Array[1, 4].Select(c => new string(c)).Array[1, 5];
        var text = Gen.Char["abABｂ\u200B\u00AD  \t猫頭-é\u0301"].Array[0, 24].Select(c => new string(c));
        Gen.Select(words, text).Sample(
            (w, t) => new ContentReview([new() { Id = "r", Name = "R", Words = w, Action = ContentAction.Mask }]).Of(t, byStaff: false).Text == Tried(w, t),
            iter: 20_000);
    }

    private static string Tried(string[] words, string text)
    {
        var masked = new StringBuilder(text);
        foreach (var word in words.Select(w => Seen(w).Text.Trim()).Where(w => w.Length > 0))
        {
            var (seen, places) = Seen(text);
            for (var at = 0; at + word.Length <= seen.Length; at++)
            {
                var end = at + word.Length;
                if (string.Equals(seen[at..end], word, StringComparison.OrdinalIgnoreCase) && !Joined(seen, at) && !Joined(seen, end))
                {
                    masked.Remove(places[at], places[end - 1] + 1 - places[at]).Insert(places[at], new string('•', places[end - 1] + 1 - places[at]));
                }
            }
        }

        return masked.ToString();
    }

    private static bool Joined(string text, int at) => at > 0 && at < text.Length && Letter(text[at - 1]) && Letter(text[at]);

    private static bool Letter(char c) => c is not ('猫' or '頭') && (char.IsLetter(c) || c == '\u0301');

    private static (string Text, List<int> Places) Seen(string text)
    {
        var seen = text.Select((c, at) => (Char: c == 'ｂ' ? 'b' : char.IsWhiteSpace(c) ? ' ' : c, at)).Where(x => x.Char is not ('\u200B' or '\u00AD')).ToList();
        for (var i = seen.Count - 1; i > 0; i--)
        {
            if (seen[i].Char == ' ' && seen[i - 1].Char == ' ')
            {
                seen.RemoveAt(i);
            }
        }

        return (string.Concat(seen.Select(x => x.Char)), [.. seen.Select(x => x.at)]);
    }
}
