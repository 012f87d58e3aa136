using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace OfferBot.Storage;

/// <summary>Makes the provider load the operating system's SQLite instead of a bundled build (docs/decisions/0003).</summary>
internal static class SystemSqlite
{
    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["winsqlite3"] :
        OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"] :
        ["libsqlite3.so.0", "libsqlite3.so"];

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Version of the library in use.</summary>
    /// <exception cref="DllNotFoundException">The system has none; the message says how to install it.</exception>
    public static string EnsureLoaded() => Loaded.Value;

    private static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3") return 0;
        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, out var library)) return library;
        }

        throw new DllNotFoundException("SQLite is not installed on this system. On Debian and Ubuntu: apt-get install libsqlite3-0");
    }
}
