using System.Security.Claims;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Admin;

/// <summary>The administration.</summary>
internal static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AdminSettings>(configuration, "Admin")
        .AddSingleton<DeskValidator>()
        .AddSingleton<DeskDrafts>()
        .AddSingleton<DeskVersions>()
        .AddSingleton<PublishDesk>()
        .AddSingleton<CompareDesks>()
        .AddSingleton<DeskFiles>()
        .AddSingleton<EmergencySwitch>()
        .AddSingleton<ReadHolidays>();

    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesk();
        endpoints.MapDraft();
        CompareDesks.Map(endpoints);
        DeskFiles.Map(endpoints);
        EmergencySwitch.Map(endpoints);
        ReadHolidays.Map(endpoints);
    }

    /// <summary>The member of staff behind a request.</summary>
    public static StaffCaller Caller(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new StaffCaller(user.StaffId(), user.Identity?.Name ?? "", [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)]);
    }
}
