using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Staff;

/// <summary>POST /api/staff/sign-in, POST /api/staff/sign-out, GET /api/staff/me.</summary>
internal static class SignIn
{
    // One text for every cause, so that nobody learns which addresses have accounts.
    private static readonly Error Refused = new(
        ErrorCodes.Unauthenticated, "The e-mail address or the password is wrong, or the account is locked for a while after too many tries.");

    // What an unknown address is compared with, so that it takes as long as a known one.
    private static readonly StaffAccount Nobody = new() { Name = "nobody" };
    private static readonly string NobodysHash = new PasswordHasher<StaffAccount>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/staff/sign-in", In).Validated(new SignInRequestValidator()).RequireRateLimiting(AddressLimits.SignIn)
            .WithTags("Staff").WithName("SignIn").WithSummary("Sign in; the answer sets the cookie")
            .Produces<StaffUser>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.RateLimited);
        endpoints.MapPost("/api/staff/sign-out", Out).RequireAuthorization()
            .WithTags("Staff").WithName("SignOut").WithSummary("Sign out on all devices")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        endpoints.MapGet("/api/staff/me", Me).RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Staff").WithName("ReadOwnAccount").WithSummary("Who is signed in")
            .Produces<StaffUser>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
    }

    private static async Task<IResult> In(SignInRequest request, SignInManager<StaffAccount> signIn)
    {
        var accounts = signIn.UserManager;
        var account = await accounts.FindByEmailAsync(request.Email);
        if (account is null)
        {
            accounts.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, request.Password);
            return Problems.Of(Refused);
        }

        var result = await signIn.CheckPasswordSignInAsync(account, request.Password, lockoutOnFailure: true);
        if (!result.Succeeded || !account.Active)
        {
            return Problems.Of(Refused);
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return Results.Ok(new StaffUser(account.Id, account.Name, account.Email!, [.. await accounts.GetRolesAsync(account)]));
    }

    /// <summary>Ends every sign-in of the person: a copied cookie is worth nothing after it.</summary>
    private static async Task<IResult> Out(HttpContext http, StaffAccounts accounts)
    {
        await accounts.EndSignIns(http.User.StaffId(), http.RequestAborted);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.NoContent();
    }

    private static async Task<IResult> Me(ClaimsPrincipal user, UserManager<StaffAccount> accounts)
    {
        var account = await accounts.GetUserAsync(user);
        return account is null
            ? Problems.Of(new Error(ErrorCodes.Unauthenticated, "Sign in first."))
            : Results.Ok(new StaffUser(account.Id, account.Name, account.Email!, [.. await accounts.GetRolesAsync(account)]));
    }
}

internal sealed class SignInRequestValidator : AbstractValidator<SignInRequest>
{
    public SignInRequestValidator()
    {
        RuleFor(r => r.Email).NotEmpty().MaximumLength(320);
        // Hashing a password of megabytes would keep a core busy.
        RuleFor(r => r.Password).NotEmpty().MaximumLength(128);
    }
}

/// <summary>What a signed-in principal says.</summary>
public static class StaffClaims
{
    /// <summary>The agent's id in routing: person <c>agent:id</c>.</summary>
    public static long StaffId(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
