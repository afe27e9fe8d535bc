using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A member of staff at the desk, in a browser of their own.</summary>
internal sealed class AgentPage
{
    private AgentPage(IPage page, Texts texts, List<string> errors) => (Page, T, ConsoleErrors) = (page, texts, errors);

    public IPage Page { get; }

    public Texts T { get; }

    public IReadOnlyList<string> ConsoleErrors { get; }

    public static async Task<AgentPage> SignIn(
        RunningDesk desk,
        string email,
        Texts? texts = null,
        ColorScheme colours = ColorScheme.Light,
        IBrowser? browser = null,
        string path = "desk/inbox",
        ViewportSize? size = null,
        string? screen = null)
    {
        texts ??= Texts.English;
        var context = await (browser ?? desk.Browser).NewContextAsync(new BrowserNewContextOptions
        {
            Locale = texts.Locale,
            ColorScheme = colours,
            TimezoneId = "Europe/Berlin",
            ViewportSize = size ?? new ViewportSize { Width = 1440, Height = 900 },
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(RunningDesk.Patience);
        var errors = VisitorPage.ConsoleErrorsOf(page);
        await page.GotoAsync(new Uri(desk.Server.Desk, path).ToString());
        await page.GetByLabel(texts["desk.signIn.email"]).WaitForAsync();
        if (screen is not null)
        {
            await Screens.Pass(page, screen);
        }

        await page.GetByLabel(texts["desk.signIn.email"]).FillAsync(email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = texts["desk.signIn.password"] }).FillAsync(TestDesk.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = texts["desk.signIn.submit"] }).ClickAsync();
        await page.GetByText(texts["desk.link.up"], new() { Exact = true }).WaitForAsync();
        return new AgentPage(page, texts, errors);
    }

    /// <summary>The desk once more in another tab of the same browser.</summary>
    public async Task<AgentPage> SecondTab(IPage page, RunningDesk desk)
    {
        page.SetDefaultTimeout(RunningDesk.Patience);
        var errors = VisitorPage.ConsoleErrorsOf(page);
        await page.GotoAsync(new Uri(desk.Server.Desk, "desk/inbox").ToString());
        await page.GetByText(T["desk.link.up"], new() { Exact = true }).WaitForAsync();
        return new AgentPage(page, T, errors);
    }

    public async Task GoOnline()
    {
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = T.Like("desk.load") }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitemradio, new() { Name = T["desk.presence.online"], Exact = true })
            .Or(Page.GetByRole(AriaRole.Menuitem, new() { Name = T["desk.presence.online"], Exact = true })).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(T["desk.presence.online"])) }).First.WaitForAsync();
    }

    public ILocator Ringing => Page.GetByRole(AriaRole.Group, new() { Name = T["desk.offers"] }).GetByRole(AriaRole.Article);

    public async Task Accept()
    {
        await Ringing.First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(T["desk.action.accept"]) }).ClickAsync();
        await Composer.WaitForAsync();
    }

    public ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { NameRegex = T.Like("desk.composer.replyLabel") });

    public async Task Say(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Ends the chat that is open. It may be undone for a while, and a page that is closed before has not resolved: the wrap-up is waited for.</summary>
    public async Task Resolve()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = T["desk.action.resolve"], Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(T["desk.action.done"]) }).First.WaitForAsync();
    }

    public ILocator Messages => Page.GetByRole(AriaRole.Region, new() { Name = T["desk.messages"], Exact = true });

    public Task Reads(string text) => Messages.GetByText(text).First.WaitForAsync();

    public Task OpenList(string key) => Page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex("^" + Regex.Escape(T[key])) }).ClickAsync();
}
