namespace ServiceDesk.Server.Staff;

/// <summary>Staff accounts and sign-in.</summary>
internal static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapStaff(this IEndpointRouteBuilder endpoints)
    {
    }
}
