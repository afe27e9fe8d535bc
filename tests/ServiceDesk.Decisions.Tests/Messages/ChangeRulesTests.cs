using ServiceDesk.Decisions.Messages;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Messages;

public sealed class ChangeRulesTests
{
    private static readonly ChangeWindows Windows = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));
    private static readonly ChangeAuthor Visitor = new(IsVisitor: true, Moderates: false);
    private static readonly ChangeAuthor Agent = new(IsVisitor: false, Moderates: true);
    private static readonly ChangeAuthor Colleague = new(IsVisitor: false, Moderates: false);

    [Fact]
    public void Nothing_but_a_message_that_is_there_is_changed()
    {
        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            Fault(kind, Agent, Own(0) with { IsMessage = false }).ShouldBe(ChangeFault.NoMessage);
            Fault(kind, Agent, Own(0) with { IsGone = true }).ShouldBe(kind == ChangeKind.Erasure ? null : ChangeFault.Gone);
        }
    }

    [Fact]
    public void Only_an_own_text_is_edited_and_only_within_the_window()
    {
        Fault(ChangeKind.Edit, Visitor, Own(10)).ShouldBeNull();
        Fault(ChangeKind.Edit, Visitor, Own(10.1)).ShouldBe(ChangeFault.TooLate);
        Fault(ChangeKind.Edit, Agent, Others(1)).ShouldBe(ChangeFault.NotOwn);
        Fault(ChangeKind.Edit, Agent, Own(1) with { HasText = false }).ShouldBe(ChangeFault.NoText);
    }

    [Fact]
    public void An_own_message_is_taken_back_within_the_window_without_a_word()
    {
        Fault(ChangeKind.Recall, Visitor, Own(5)).ShouldBeNull();
        Fault(ChangeKind.Recall, Visitor, Own(5.1)).ShouldBe(ChangeFault.TooLate);
        Fault(ChangeKind.Recall, Colleague, Own(5)).ShouldBeNull();
        Fault(ChangeKind.Recall, Colleague, Own(5.1), reason: true).ShouldBe(ChangeFault.TooLate);
    }

    [Fact]
    public void Whoever_moderates_takes_back_anything_at_any_time_with_a_reason()
    {
        Fault(ChangeKind.Recall, Agent, Others(600), reason: true).ShouldBeNull();
        Fault(ChangeKind.Recall, Agent, Others(1)).ShouldBe(ChangeFault.ReasonMissing);
        Fault(ChangeKind.Recall, Agent, Own(600), reason: true).ShouldBeNull();
        Fault(ChangeKind.Recall, Visitor, Others(1), reason: true).ShouldBe(ChangeFault.NotOwn);
    }

    [Fact]
    public void All_react_and_staff_pin()
    {
        Fault(ChangeKind.Reaction, Visitor, Others(600)).ShouldBeNull();
        Fault(ChangeKind.Pin, Colleague, Others(600)).ShouldBeNull();
        Fault(ChangeKind.Pin, Visitor, Own(0)).ShouldBe(ChangeFault.NotAllowed);
    }

    [Fact]
    public void What_is_erased_may_be_anybodys_of_any_age_and_taken_back() =>
        Fault(ChangeKind.Erasure, Colleague, Others(100_000) with { HasText = false, IsGone = true }).ShouldBeNull();

    private static ChangeFault? Fault(ChangeKind kind, ChangeAuthor author, ChangeTarget target, bool reason = false) =>
        ChangeRules.Fault(kind, author, target, reason, Windows);

    private static ChangeTarget Own(double minutes) => new(true, true, false, IsOwn: true, TimeSpan.FromMinutes(minutes));

    private static ChangeTarget Others(double minutes) => Own(minutes) with { IsOwn = false };
}
