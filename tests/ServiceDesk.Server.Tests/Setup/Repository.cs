namespace ServiceDesk.Server.Tests.Setup;

/// <summary>Where the sources are that a test compares with.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServiceDesk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("ServiceDesk.sln is not above the test's folder.");
        }

        return folder.FullName;
    }
}
