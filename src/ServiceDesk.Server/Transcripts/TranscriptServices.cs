using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Transcripts;

/// <summary>What was said, to keep: as a file and by mail.</summary>
internal static class TranscriptServices
{
    public static IServiceCollection AddTranscripts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<MailOptions>(configuration, "Mail")
        .AddSingleton<VisitorBearer>()
        .AddSingleton<TranscriptReader>()
        .AddSingleton<MailPost>()
        .AddSingleton<DownloadTranscript>()
        .AddSingleton<ExportTranscript>()
        .AddSingleton<MailTranscript>();

    public static void MapTranscripts(this IEndpointRouteBuilder endpoints)
    {
        DownloadTranscript.Map(endpoints);
        ExportTranscript.Map(endpoints);
        MailTranscript.Map(endpoints);
    }
}
