using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Surveys;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Surveys;

public sealed class SurveyTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly SurveyCase Served = new(EndReasons.Resolved, true, End);

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
        var verdict = SurveyPolicy.AtEnd(new SurveySettings(), new SurveyCase(reason, replied, End));
        (verdict.Due, verdict.Skipped).ShouldBe((skipped is null, skipped));
        verdict.ExpiresAt.ShouldBe(skipped is null ? End.AddHours(48) : null);
        verdict.RemindAt.ShouldBeNull();
    }

    [Fact]
    public void V2_a_queue_may_ask_nobody()
    {
        SurveyPolicy.AtEnd(new SurveySettings { Enabled = false }, Served).Skipped.ShouldBe(SurveySkips.Disabled);
    }

    [Fact]
    public void V3_a_reminder_comes_when_it_is_set()
    {
        SurveyPolicy.AtEnd(new SurveySettings { RemindSeconds = 3_600 }, Served).RemindAt.ShouldBe(End.AddHours(1));
    }

    [Fact]
    public void V1_a_queue_may_ask_also_where_no_agent_wrote_but_nobody_who_was_ended_while_waiting()
    {
        var settings = new SurveySettings { WithoutReply = true };
        SurveyPolicy.AtEnd(settings, Served with { AgentReplied = false }).Due.ShouldBeTrue();
        SurveyPolicy.AtEnd(settings, Served with { WasWaiting = true }).Skipped.ShouldBe(SurveySkips.InQueue);
    }

    [Theory]
    [InlineData(-86_399, SurveySkips.Recent)]
    [InlineData(-86_400, null)]
    public void V4_who_was_asked_within_the_day_is_not_asked_again(int seconds, string? skipped)
    {
        SurveyPolicy.AtEnd(new SurveySettings(), Served with { LastAsked = End.AddSeconds(seconds) }).Skipped.ShouldBe(skipped);
    }

    [Theory]
    [InlineData(-3_600, null)]
    [InlineData(-3_601, SurveySkips.ReplyWindow)]
    [InlineData(null, SurveySkips.ReplyWindow)]
    public void Case_89_a_channel_that_no_longer_lets_the_service_write_gets_no_survey(int? spoke, string? skipped)
    {
        var end = Served with { ReplyWindowSeconds = 3_600, VisitorSpokeAt = spoke is { } s ? End.AddSeconds(s) : null };
        SurveyPolicy.AtEnd(new SurveySettings(), end).Skipped.ShouldBe(skipped);
        SurveyPolicy.AtEnd(new SurveySettings(), end with { ReplyWindowSeconds = null }).Due.ShouldBeTrue();
    }
}
