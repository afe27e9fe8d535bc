using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Alerts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Insight;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.LinkPreviews;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.SavedReplies;
using ServiceDesk.Server.Search;
using ServiceDesk.Server.Setup.Demo;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tickets;
using ServiceDesk.Server.Transcripts;
using ServiceDesk.Server.Visitors;
using ServiceDesk.Server.WebPush;

namespace ServiceDesk.Server.Setup;

/// <summary>The list of what the server is made of.</summary>
internal static class ServiceDeskHost
{
    public static void AddServiceDesk(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<NodeIdentity>()
        .AddStart(configuration)
        .AddStorage(configuration)
        .AddWeb(configuration)
        .AddHealth()
        .AddSingleton(provider => new ServerFeatures(
            provider.GetRequiredService<MailOptions>().IsOn ? [FeatureNames.TranscriptMail] : [],
            [
                .. provider.GetRequiredService<LinkPreviewOptions>().Enabled ? [FeatureNames.LinkPreviews] : Array.Empty<string>(),
                .. provider.GetRequiredService<WebPushOptions>().IsOn ? [FeatureNames.WebPush] : Array.Empty<string>(),
            ]))
        .AddApiReference()
        .AddDemo(configuration)
        .AddStaff(configuration)
        .AddAdmin(configuration)
        .AddVisitors(configuration)
        .AddConversations(configuration)
        .AddAttachments(configuration)
        .AddRouting(configuration)
        .AddInsight(configuration)
        .AddMessaging(configuration)
        .AddBot(configuration)
        .AddSurveys(configuration)
        .AddSupervision()
        .AddTickets(configuration)
        .AddReports(configuration)
        .AddSearch(configuration)
        .AddTranscripts(configuration)
        .AddSavedReplies(configuration)
        .AddLinkPreviews(configuration)
        .AddWebPush(configuration)
        .AddAlerts(configuration)
        .AddJobs(configuration)
        .AddHubs(configuration);

    public static void MapServiceDesk(this WebApplication app)
    {
        // Before anything reads a setting, so that all faults come in one message.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        app.UseExceptionHandler(Problems.Handler);
        app.UseMiddleware<OriginGate>();
        app.UseAnswerHeaders();
        app.UseStatusCodePages(Problems.OfEmptyAnswer);
        app.UseWebFiles();
        app.UseUploads();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapHealth();
        app.MapApiReference();
        app.MapDeskPages();
        app.MapDemo();
        app.MapStaff();
        app.MapAdmin();
        app.MapVisitors();
        app.MapAttachments();
        app.MapHistoryPages();
        EraseMessages.Map(app);
        app.MapRouting();
        app.MapSupervision();
        app.MapReports();
        app.MapSearch();
        app.MapTranscripts();
        app.MapSavedReplies();
        app.MapLinkPreviews();
        app.MapWebPush();
        app.MapAlerts();
        app.MapInsight();
        app.MapJobs();
        app.MapHubs();
    }

    // The first hosted service: the others find settings checked, the schema applied and the desk seeded.
    private static IServiceCollection AddStart(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<HostSettings>(configuration, "Host")
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>()
        .AddSingleton<ProductionCheck>()
        .AddSingleton<ServerStart>()
        .AddHostedService(provider => provider.GetRequiredService<ServerStart>());

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<DatabaseSettings>(configuration, "Database");
        services.AddDataProtection().SetApplicationName("ServiceDesk").PersistKeysToDbContext<DeskDb>();
        return services
            .AddSingleton<WriteGate>()
            .AddSingleton<SqliteDatabase>()
            .AddSingleton(provider => provider.GetRequiredService<SqliteDatabase>().Options())
            .AddSingleton<DeskDbs>()
            .AddScoped(provider => provider.GetRequiredService<DeskDbs>().Open())
            .AddSingleton<DataLock>()
            .AddSingleton<Schema>()
            .AddSingleton<NodeLease>()
            .AddSingleton<Checkpoints>()
            .AddHostedService(provider => provider.GetRequiredService<Checkpoints>())
            .AddHostedService(provider => provider.GetRequiredService<NodeLease>());
    }

    private static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<OriginSettings>(configuration, "Origins")
        .AddSingleton<PublicOrigins>()
        .AddSingleton<WebPages>()
        .AddAddressLimits()
        // A body that cannot be read is a refusal with a code, in Development too.
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false)
        .ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
}
