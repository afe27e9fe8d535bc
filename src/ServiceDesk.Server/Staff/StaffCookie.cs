using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Staff;

/// <summary>The cookie that carries a sign-in: out of reach of scripts, never sent by other sites' requests, checked against the account each time.</summary>
internal sealed class StaffCookie(IOptions<StaffSettings> settings, PublicOrigins origins, TimeProvider time) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions options) => Configure(IdentityConstants.ApplicationScheme, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != IdentityConstants.ApplicationScheme)
        {
            return;
        }

        options.TimeProvider = time;
        options.Cookie.Name = "servicedesk";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = origins.DeskIsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(settings.Value.SignInHours);
        // A hub connection ends with the ticket that opened it, so the ticket's end must not move.
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = context => Problems.Write(context.HttpContext, new Error(ErrorCodes.Unauthenticated, "Sign in first."));
        options.Events.OnRedirectToAccessDenied = context => Problems.Write(context.HttpContext, new Error(ErrorCodes.Forbidden, "Your role does not allow this."));
    }

    // The stock validator looks every 30 minutes; a signed-out or deactivated person must be out at once.
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<StaffAccount>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is { Active: true })
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
