using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>The look that every screen gets is one that finds something.</summary>
public sealed class ScreensTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    [Fact]
    public async Task A_field_without_a_name_is_a_fault_in_the_page_and_in_a_frame_of_another_origin()
    {
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        foreach (var frame in visitor.Page.Frames)
        {
            (await Screens.Faults(frame)).ShouldBeEmpty();
            await frame.EvaluateAsync("() => document.body.append(document.createElement('input'))");
            (await Screens.Faults(frame)).ShouldContain(fault => fault.StartsWith("label: ", StringComparison.Ordinal), frame.Url);
        }

        visitor.Page.Frames.Count.ShouldBe(2);
        await visitor.Page.Context.CloseAsync();
    }
}
