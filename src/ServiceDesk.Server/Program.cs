using ServiceDesk.Server.Setup;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddServiceDesk(builder.Configuration);
    var app = builder.Build();
    app.MapServiceDesk();
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

/// <summary>The entry point, public for the test host.</summary>
public partial class Program;
