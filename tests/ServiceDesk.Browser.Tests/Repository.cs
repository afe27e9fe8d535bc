namespace ServiceDesk.Browser.Tests;

internal static class Repository
{
    /// <summary>The folder that holds ServiceDesk.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServiceDesk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("ServiceDesk.sln is not above the tests' folder.");
        }

        return folder.FullName;
    }
}
