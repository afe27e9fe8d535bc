using Microsoft.Extensions.Logging;

namespace ServiceDesk.TestKit;

/// <summary>Shows warnings and errors of a test's server on standard error, so that a failed test tells why.</summary>
internal sealed class TestLog : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // Warnings of the framework about a development setup are no news here.
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error
            || (logLevel == LogLevel.Warning && name.StartsWith("ServiceDesk", StringComparison.Ordinal));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Console.Error.WriteLine($"{logLevel} {name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
