using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Files of messages: uploads, their content, where they are kept and how they are read.</summary>
internal static class AttachmentsServices
{
    public static IServiceCollection AddAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AttachmentOptions>(configuration, "Attachments");
        return services
            .AddSingleton<AttachmentFolders>()
            .AddSingleton<PartialUploads>()
            .AddSingleton<UploadTurns>()
            .AddSingleton<IFileStore>(provider => provider.GetRequiredService<AttachmentOptions>() is { Store: FileStoreKind.S3 } options
                ? new S3Store(options.S3)
                : new FolderStore(provider.GetRequiredService<AttachmentFolders>()))
            .AddSingleton<ContentCheck>()
            .AddSingleton<Thumbnails>()
            .AddSingleton<FinishUpload>()
            .AddSingleton<AttachmentRights>()
            .AddSingleton<FileLinks>()
            .AddSingleton<ReceiveUpload>()
            .AddSingleton<ServeFile>()
            .AddSingleton(provider => new CreateUpload(
                provider.GetRequiredService<DeskDbs>(),
                provider.GetRequiredService<WatchConversation>(),
                provider.GetRequiredService<RateLimits>(),
                provider.GetRequiredService<AttachmentOptions>(),
                provider.GetRequiredService<PartialUploads>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new LinkAttachments(
                provider.GetRequiredService<DeskDbs>(),
                provider.GetRequiredService<AttachmentRights>(),
                provider.GetRequiredService<FileLinks>(),
                provider.GetRequiredService<RateLimits>()))
            .AddSingleton(provider => new ClearAttachments(
                provider.GetRequiredService<DeskDbs>(),
                provider.GetRequiredService<PartialUploads>(),
                provider.GetRequiredService<IFileStore>(),
                provider.GetRequiredService<TimeProvider>()));
    }

    public static void UseUploads(this IApplicationBuilder app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(CreateUpload.VisitorPath) || http.Request.Path.StartsWithSegments(CreateUpload.StaffPath),
        // Some networks let only GET and POST pass.
        uploads => uploads.UseHttpMethodOverride());

    public static void MapAttachments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapUploads();
        endpoints.MapFiles();
    }
}
