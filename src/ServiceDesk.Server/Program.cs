using Microsoft.AspNetCore.Connections;
using ServiceDesk.Server.Setup;

try
{
    // Settings hold from one start to the next. Watching their files would wake a thread with every write to the database, which lies below them.
    var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
    builder.Services.AddServiceDesk(builder.Configuration);
    var app = builder.Build();
    app.MapServiceDesk();
    await app.Services.GetRequiredService<ServerStart>().Prepare(CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 2;
}
catch (Exception fault) when (Settings.Faults(fault) is { } faults)
{
    await Console.Error.WriteLineAsync(faults);
    return 2;
}
catch (IOException fault) when (fault.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{fault.Message} Stop what listens there, or choose another port: --urls http://localhost:6080.");
    return 2;
}

/// <summary>The entry point, public for the test host.</summary>
public partial class Program;
