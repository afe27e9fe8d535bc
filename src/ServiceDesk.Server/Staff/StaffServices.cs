using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Staff;

/// <summary>Staff accounts and sign-in.</summary>
internal static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StaffSettings>(configuration, "Staff");
        services.AddIdentityCore<StaffAccount>()
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<DeskDb>()
            .AddSignInManager();
        services.AddSingleton<IConfigureOptions<IdentityOptions>, IdentityRules>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, StaffCookie>();
        services.AddAuthorizationBuilder()
            .AddPolicy(StaffPolicies.Desk, policy => policy.RequireRole(StaffRoles.Agent, StaffRoles.Supervisor, StaffRoles.Administrator))
            .AddPolicy(StaffPolicies.Board, policy => policy.RequireRole(StaffRoles.Supervisor, StaffRoles.Administrator))
            .AddPolicy(StaffPolicies.Administration, policy => policy.RequireRole(StaffRoles.Administrator));
        return services.AddSingleton<StaffAccounts>();
    }

    public static void MapStaff(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSignIn();
        endpoints.MapStaffAccess();
    }
}

/// <summary>Who may do what; each policy admits the roles that its name says.</summary>
public static class StaffPolicies
{
    /// <summary>Agents, supervisors and administrators: AgentHub and the desk's reads.</summary>
    public const string Desk = "desk";

    /// <summary>Supervisors and administrators: MonitorHub.</summary>
    public const string Board = "board";

    /// <summary>Administrators only: accounts and the jobs' console.</summary>
    public const string Administration = "administration";
}
