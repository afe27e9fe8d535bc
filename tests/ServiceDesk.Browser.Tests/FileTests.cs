using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>Pictures are pasted and dropped on both sides, and looked at.</summary>
public sealed class FileTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    // A canvas of two colours, as a PNG, handed over the way a browser does it.
    private const string Hand = """
        async ([kind, name, width, place]) => {
          const canvas = new OffscreenCanvas(width, Math.round(width * 0.6));
          const pen = canvas.getContext('2d');
          pen.fillStyle = '#2f5bd7'; pen.fillRect(0, 0, canvas.width, canvas.height);
          pen.fillStyle = '#ffffff'; pen.fillRect(20, 20, canvas.width / 3, canvas.height / 3);
          // A second of silence, eight bits at 8 kHz.
          const word = (value) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >> 24];
          const ascii = (text) => [...text].map((c) => c.charCodeAt(0));
          const sound = [...ascii('RIFF'), ...word(8036), ...ascii('WAVEfmt '), ...word(16), 1, 0, 1, 0,
            ...word(8000), ...word(8000), 1, 0, 8, 0, ...ascii('data'), ...word(8000), ...Array(8000).fill(128)];
          const file = name.endsWith('.wav')
            ? new File([new Uint8Array(sound)], name, { type: 'audio/wav' })
            : new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
          const data = new DataTransfer();
          data.items.add(file);
          const field = document.querySelector(place);
          const event = kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          field.dispatchEvent(event);
        }
        """;

    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pictures_are_pasted_and_dropped_by_visitor_and_agent_and_seen_by_both(string look)
    {
        var (texts, colours) = look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, texts, colours);
        var visitor = await VisitorPage.Visit(desk, "shop/", texts, colours);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.GoOnline();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        await visitor.Reads(texts["note.agent_joined", ("agent", "Ana")]);

        var frame = visitor.Page.Frames.Single(f => f.Url.Contains("/w/frame", StringComparison.Ordinal));
        await Hands(frame, "paste", "receipt.png", 600);
        await visitor.Widget.GetByText(texts.Like("files/files.ready")).First.WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-file-ready");
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = texts["widget.send"], Exact = true }).ClickAsync();
        var own = visitor.Widget.GetByAltText(texts["files/files.picture", ("name", "receipt.png")]);
        await own.WaitForAsync();
        await Assertions.Expect(own).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(visitor.Widget.GetByRole(AriaRole.Button, new() { Name = texts["widget.send"], Exact = true })).ToBeDisabledAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-picture");
        var got = ana.Messages.GetByAltText(texts["files/files.picture", ("name", "receipt.png")]);
        await Assertions.Expect(got).ToBeInViewportAsync(new() { Ratio = 1 });

        // Beside the composer: the browser must not open the file in place of the desk.
        await Hands(ana.Page.MainFrame, "drop", "offer.png", 400, "ol");
        await ana.Page.GetByText(texts.Like("files/files.ready")).First.WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-file-ready");
        await ana.Composer.FillAsync("Our offer");
        await ana.Composer.PressAsync("Enter");
        var offer = texts["files/files.picture", ("name", "offer.png")];
        await Assertions.Expect(visitor.Widget.GetByAltText(offer)).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(ana.Messages.GetByAltText(offer)).ToBeInViewportAsync(new() { Ratio = 1 });

        await got.ClickAsync();
        var viewer = ana.Page.GetByRole(AriaRole.Dialog);
        await viewer.GetByText("100 %").WaitForAsync();
        await Assertions.Expect(viewer.GetByRole(AriaRole.Group)).ToBeFocusedAsync();
        await ana.Page.Keyboard.PressAsync("+");
        await viewer.GetByText("125 %").WaitForAsync();
        await ana.Page.Keyboard.PressAsync("r");
        await Assertions.Expect(viewer.Locator("img")).ToHaveAttributeAsync("style", new Regex("90deg"));
        (await viewer.BoundingBoxAsync())!.Width.ShouldBe(ana.Page.ViewportSize!.Width);
        await Screens.Pass(ana.Page, $"{look}-desk-viewer");
        await ana.Page.Keyboard.PressAsync("Escape");
        await viewer.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        // The key that closes the picture leaves the chat open.
        await Assertions.Expect(ana.Composer).ToBeVisibleAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-picture");

        visitor.ConsoleErrors.ShouldBeEmpty();
        ana.ConsoleErrors.ShouldBeEmpty();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_being_uploaded_when_the_page_was_left_is_there_again()
    {
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.Say("Hello");
        var frame = visitor.Page.Frames.Single(f => f.Url.Contains("/w/frame", StringComparison.Ordinal));
        // Nothing arrives before the page is left.
        await visitor.Page.Context.RouteAsync("**/api/visitor/uploads/*", route => route.AbortAsync());
        await Hands(frame, "paste", "late.png", 300);
        await visitor.Widget.GetByText("late.png").First.WaitForAsync();
        await visitor.Page.Context.UnrouteAsync("**/api/visitor/uploads/*");

        await visitor.Page.ReloadAsync();

        await visitor.Widget.GetByText(Texts.English.Like("files/files.ready")).First.WaitForAsync();
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = Texts.English["widget.send"], Exact = true }).ClickAsync();
        await visitor.Widget.GetByAltText(Texts.English["files/files.picture", ("name", "late.png")]).WaitForAsync();
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_that_is_refused_keeps_no_message_back_and_what_was_dropped_goes_once()
    {
        var t = Texts.English;
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.Say("Hello");
        var frame = visitor.Page.Frames.Single(f => f.Url.Contains("/w/frame", StringComparison.Ordinal));
        var send = visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.send"], Exact = true });
        var attach = visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.attach"], Exact = true });
        var tray = visitor.Widget.GetByRole(AriaRole.List, new() { Name = t["files/files.tray"], Exact = true });

        await Hands(frame, "drop", "tool.exe", 300);
        var refusal = visitor.Widget.GetByText(t["files/files.failed_unsupported_type"]);
        await refusal.WaitForAsync();
        await Hands(frame, "drop", "spoken.wav", 300);
        await visitor.Widget.GetByText(t.Like("files/files.ready")).First.WaitForAsync();
        await send.ClickAsync();
        var sound = visitor.Widget.GetByLabel(t["files/files.sound", ("name", "spoken.wav")]);
        await sound.WaitForAsync();
        (await sound.BoundingBoxAsync())!.Width.ShouldBeGreaterThan(200);
        await Assertions.Expect(refusal).ToBeVisibleAsync();
        await Assertions.Expect(send).ToBeDisabledAsync();

        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["files/files.remove", ("name", "tool.exe")] }).ClickAsync();
        await attach.ClickAsync();
        await Assertions.Expect(attach).ToHaveAttributeAsync("aria-expanded", "false");
        await attach.ClickAsync();
        await visitor.Widget.GetByText(t["files/files.add"], new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(tray).ToBeHiddenAsync();
        await visitor.Page.Context.CloseAsync();
    }

    private static async Task Hands(IFrame frame, string kind, string name, int width, string place = "textarea") =>
        await frame.EvaluateAsync(Hand, new object[] { kind, name, width, place });
}
