using ServiceDesk.Server.Setup;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddServiceDesk(builder.Configuration);
var app = builder.Build();
app.MapServiceDesk();
await app.RunAsync();

/// <summary>The entry point, public for the test host.</summary>
public partial class Program;
