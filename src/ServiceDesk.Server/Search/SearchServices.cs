using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Search;

/// <summary>The search over all history.</summary>
internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<SearchOptions>(configuration, "Search")
        .AddSingleton<ISearchIndex, SqliteSearchIndex>()
        .AddSingleton<SearchFeed>()
        .AddSingleton<SearchFollower>().AddHostedService(provider => provider.GetRequiredService<SearchFollower>())
        .AddSingleton<SearchSessions>()
        .AddSingleton<SearchHits>()
        .AddSingleton<SearchMessages>()
        .AddSingleton<ListTags>()
        .AddSingleton<RebuildSearch>();

    public static void MapSearch(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/search", async (ClaimsPrincipal user, [AsParameters] SearchQuery query, SearchMessages search, CancellationToken cancellation) =>
            {
                var found = await search.Handle(user.Caller(), query, cancellation);
                return found.Ok ? Results.Ok(found.Value) : Problems.Of(found.Error!);
            })
            .Validated(new SearchQueryValidator())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Search").WithName("Search").WithSummary("Messages with these words, or sessions, newest first, as far as the caller may see them")
            .Produces<SearchPage>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.RateLimited);
        endpoints.MapGet("/api/tags", (ClaimsPrincipal user, ListTags tags, CancellationToken cancellation) => tags.Handle(user.Caller(), cancellation))
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Search").WithName("ListTags").WithSummary("Words under which sessions are filed, the most used first, as far as the caller may see them")
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        RebuildSearch.Map(endpoints);
    }
}
