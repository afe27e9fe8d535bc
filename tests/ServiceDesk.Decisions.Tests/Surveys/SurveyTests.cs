using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Surveys;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Surveys;

public sealed class SurveyTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(EndReasons.Resolved, true, null)]
    [InlineData(EndReasons.VisitorEnded, true, null)]
    [InlineData(EndReasons.Silence, true, null)]
    [InlineData(EndReasons.Silence, false, SurveySkips.NoReply)]
    [InlineData(EndReasons.Resolved, false, SurveySkips.NoReply)]
    [InlineData(EndReasons.Abandoned, true, SurveySkips.Abandoned)]
    [InlineData(EndReasons.Spam, true, SurveySkips.Spam)]
    public void V1_who_was_served_is_asked(string reason, bool replied, string? skipped)
    {
        var verdict = SurveyPolicy.AtEnd(new SurveySettings(), reason, replied, End);
        (verdict.Due, verdict.Skipped).ShouldBe((skipped is null, skipped));
        verdict.ExpiresAt.ShouldBe(skipped is null ? End.AddHours(48) : null);
        verdict.RemindAt.ShouldBeNull();
    }

    [Fact]
    public void V2_a_queue_may_ask_nobody()
    {
        SurveyPolicy.AtEnd(new SurveySettings { Enabled = false }, EndReasons.Resolved, true, End).Skipped.ShouldBe(SurveySkips.Disabled);
    }

    [Fact]
    public void V3_a_reminder_comes_when_it_is_set()
    {
        SurveyPolicy.AtEnd(new SurveySettings { RemindSeconds = 3_600 }, EndReasons.Resolved, true, End).RemindAt.ShouldBe(End.AddHours(1));
    }
}
