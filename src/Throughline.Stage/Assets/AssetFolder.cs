using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Stage.Assets;

/// <summary>
/// The files that things are made of: those built into the program and, over them, a user's folder of the same shape
/// (<c>props/ vehicles/ plants/ sets/ materials/ creatures/ words/ looks/</c>, and models such as <c>name.glb</c> at
/// the top). A user's file replaces the built-in one of the same path and otherwise adds to them. Any thread may ask.
/// </summary>
public sealed class AssetFolder
{
    /// <summary>How large a text file may be, in bytes.</summary>
    public const int LargestText = 256 << 10;

    /// <summary>How large a model file may be, in bytes.</summary>
    public const int LargestModel = 64 << 20;

    /// <summary>How many files a user's folder may hold.</summary>
    public const int MostFiles = 5000;

    private const string Prefix = "assets/";
    private const int Deepest = 3;
    private static readonly Lazy<AssetFolder> _builtIn = new(() => new(Embedded()));

    private readonly FrozenDictionary<string, AssetFile> _files;
    private readonly string[] _paths;

    private readonly Lazy<string?> _fingerprint;

    private AssetFolder(Dictionary<string, AssetFile> files, IReadOnlyList<string>? own = null)
    {
        _fingerprint = new(() => own is null ? null : Hash(own, files));
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        _paths = [.. files.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>What is built in.</summary>
    public static AssetFolder BuiltIn => _builtIn.Value;

    /// <summary>What is built in, with a user's folder over it.</summary>
    /// <param name="folder">The user's folder.</param>
    /// <exception cref="AssetException">It is not there, cannot be read, or holds too much.</exception>
    public static AssetFolder With(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            var files = Embedded();
            var options = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = Deepest,
                IgnoreInaccessible = false,
                AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            };
            var found = new DirectoryInfo(folder).EnumerateFiles("*", options).Take(MostFiles + 1).ToList();
            if (found.Count > MostFiles)
            {
                throw AssetException.Of(
                    folder, $"the folder holds more than {MostFiles} files", "Name a folder that holds assets only.");
            }

            foreach (var file in found)
            {
                var path = Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');
                files[path] = new AssetFile(path, Path.Combine(folder, path), () => Load(file));
            }

            return new AssetFolder(
                files, [
                    .. found.Select(file => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')).Order(
                        StringComparer.Ordinal)
                ]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var message = failure is DirectoryNotFoundException
                ? "there is no such folder"
                : $"the folder cannot be read ({failure.Message.TrimEnd('.')})";
            throw AssetException.Of(folder, message, null);
        }
    }

    /// <summary>
    /// A hash of all that a user's folder adds or replaces, names and contents; null when nothing but what is built in
    /// is here.
    /// </summary>
    /// <exception cref="AssetException">A file cannot be read.</exception>
    public string? Fingerprint => _fingerprint.Value;

    /// <summary>The file at a path such as <c>props/lantern.yaml</c>, or null.</summary>
    public AssetFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>
    /// The files of one of the folders, such as <c>props</c>, with an extension, ordered by path; "" is the top.
    /// </summary>
    public IEnumerable<AssetFile> In(string folder, string extension = ".yaml")
    {
        var start = folder.Length == 0 ? "" : folder + '/';
        return _paths
            .Where(path => path.StartsWith(start, StringComparison.Ordinal)
                && path.IndexOf('/', start.Length) < 0 && path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            .Select(path => _files[path]);
    }

    private static string Hash(IReadOnlyList<string> paths, Dictionary<string, AssetFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + '\0'));
            hash.AppendData(SHA256.HashData(files[path].Bytes()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static byte[] Load(FileInfo file)
    {
        var text = !file.Extension.Equals(".glb", StringComparison.OrdinalIgnoreCase);
        var most = text ? LargestText : LargestModel;
        using var stream = file.OpenRead();
        if (stream.Length > most)
        {
            throw AssetException.Of(
                file.FullName, $"the file is larger than {most >> 10} kB",
                text ? "An asset is a small text file." : "Make the model simpler.");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Dictionary<string, AssetFile> Embedded()
    {
        var program = typeof(AssetFolder).Assembly;
        var files = new Dictionary<string, AssetFile>(StringComparer.Ordinal);
        foreach (var name in program.GetManifestResourceNames())
        {
            var plain = name.Replace('\\', '/');
            if (plain.StartsWith(Prefix, StringComparison.Ordinal))
            {
                files.Add(
                    plain[Prefix.Length..], new AssetFile(plain[Prefix.Length..], plain, () => Load(program, name)));
            }
        }

        return files;
    }

    private static byte[] Load(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
