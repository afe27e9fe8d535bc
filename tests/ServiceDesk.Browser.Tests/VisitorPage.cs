using Microsoft.Playwright;

namespace ServiceDesk.Browser.Tests;

/// <summary>A visitor in a browser of their own: the demo shop and the widget in its corner.</summary>
internal sealed class VisitorPage
{
    private readonly Texts _texts;

    private VisitorPage(IPage page, Texts texts, List<string> errors) => (Page, _texts, ConsoleErrors) = (page, texts, errors);

    public IPage Page { get; }

    public IFrameLocator Widget => Page.FrameLocator("iframe");

    public IReadOnlyList<string> ConsoleErrors { get; }

    public static async Task<VisitorPage> Visit(
        RunningDesk desk, string path = "shop/", Texts? texts = null, ColorScheme colours = ColorScheme.Light, ViewportSize? size = null)
    {
        texts ??= Texts.English;
        var context = await desk.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = texts.Locale,
            ColorScheme = colours,
            TimezoneId = "Europe/Berlin",
            ViewportSize = size ?? new ViewportSize { Width = 1280, Height = 800 },
        });
        return await Open(await context.NewPageAsync(), desk, path, texts);
    }

    /// <summary>A visit in a tab that is there.</summary>
    public static async Task<VisitorPage> Open(IPage page, RunningDesk desk, string path = "shop/", Texts? texts = null)
    {
        page.SetDefaultTimeout(RunningDesk.Patience);
        var errors = ConsoleErrorsOf(page);
        await page.GotoAsync(new Uri(desk.Server.Desk, path).ToString());
        return new VisitorPage(page, texts ?? Texts.English, errors);
    }

    /// <summary>Opens the panel and waits for the bot's greeting.</summary>
    public async Task OpenWidget()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = _texts["launcher.open"] }).ClickAsync();
        await Widget.GetByRole(AriaRole.Group, new() { Name = _texts["widget.choose"] }).First.WaitForAsync();
    }

    public async Task Say(string text)
    {
        var composer = Widget.GetByLabel(_texts["widget.composeLabel"]);
        await composer.FillAsync(text);
        await composer.PressAsync("Enter");
    }

    public Task WantPerson() => Widget.GetByRole(AriaRole.Button, new() { Name = _texts["widget.human"] }).First.ClickAsync();

    /// <summary>Waits until the words stand in the conversation.</summary>
    public async Task Reads(string text)
    {
        try
        {
            await Widget.GetByRole(AriaRole.List, new() { Name = _texts["widget.log"] }).GetByText(text).First.WaitForAsync();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{await WhatIsThere()}", late);
        }
    }

    /// <summary>What a person would see and the page keeps, for the message of a wait that failed.</summary>
    public async Task<string> WhatIsThere()
    {
        var kept = await Page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })");
        var launcher = string.Join(", ", await Page.GetByRole(AriaRole.Button).Or(Page.GetByRole(AriaRole.Link)).EvaluateAllAsync<string[]>("all => all.map(one => one.ariaLabel).filter(Boolean)"));
        var frames = string.Join("\n", await Task.WhenAll(Page.Frames.Skip(1).Select(async frame => $"{frame.Url}: {await frame.Locator("body").InnerTextAsync()}")));
        return $"kept: {kept}\ncontrols: {launcher}\nframes: {frames}\nerrors: {string.Join("; ", ConsoleErrors)}";
    }

    public static List<string> ConsoleErrorsOf(IPage page)
    {
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        return errors;
    }
}
