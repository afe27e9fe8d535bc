namespace ServiceDesk.History.Tests;

/// <summary>The build of the server that has planted faults; this project's own build makes it.</summary>
internal static class PlantedServer
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Path
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(folder.FullName, "ServiceDesk.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException($"No ServiceDesk.sln above {AppContext.BaseDirectory}.");
            }

            return System.IO.Path.Combine(folder.FullName, "src", "ServiceDesk.Server", "bin", "planted", Configuration, "ServiceDesk.Server.dll");
        }
    }
}
