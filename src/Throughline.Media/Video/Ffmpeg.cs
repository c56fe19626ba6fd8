using CliWrap;
using CliWrap.Buffered;

namespace Throughline.Media.Video;

/// <summary>Where ffmpeg and ffprobe are.</summary>
public sealed class Ffmpeg
{
    /// <summary>The environment variable that names the program or its folder.</summary>
    public const string Variable = "THROUGHLINE_FFMPEG";

    private const string Remedy =
        $"install it with `apt-get install -y ffmpeg`, or name the program in --ffmpeg or in {Variable}.";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private Ffmpeg(string path, string? probePath, FfmpegLimits? limits = null) =>
        (Path, ProbePath, Limits) = (path, probePath, limits);

    /// <summary>Absolute path of ffmpeg.</summary>
    public string Path { get; }

    /// <summary>Absolute path of ffprobe, from beside ffmpeg or PATH; null when there is none.</summary>
    public string? ProbePath { get; }

    /// <summary>What reading a clip may take up; null for no bounds but the machine's.</summary>
    public FfmpegLimits? Limits { get; }

    /// <summary>The same program for clips of strangers: reading one stays within the limits.</summary>
    public Ffmpeg Within(FfmpegLimits limits) => new(Path, ProbePath, limits);

    /// <summary>
    /// Finds ffmpeg: <paramref name="option"/>, else the environment variable <see cref="Variable"/> (each a program or
    /// its folder), else PATH, else <c>tools/ffmpeg</c> beside the product. Starts nothing.
    /// </summary>
    /// <exception cref="MediaException"><see cref="MediaError.FfmpegMissing"/>: one sentence with the
    /// remedy.</exception>
    public static Ffmpeg Find(string? option = null) =>
        Find(
            option, Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"),
            AppContext.BaseDirectory);

    /// <summary>The first line of <c>ffmpeg -version</c>, as <c>ffmpeg version 5.1.9 ...</c>.</summary>
    /// <exception cref="MediaException">The program does not run or is not ffmpeg.</exception>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var output = await AskAsync(["-hide_banner", "-version"], cancellationToken);
        var line = output.Split('\n')[0].Trim();
        return line.StartsWith("ffmpeg version", StringComparison.Ordinal) ? line
            : throw new MediaException(MediaError.FfmpegMissing, $"{Path}: this program is not ffmpeg; {Remedy}");
    }

    /// <summary>Whether this ffmpeg can encode <paramref name="format"/>.</summary>
    /// <exception cref="MediaException">The program does not run.</exception>
    public async Task<bool> CanEncodeAsync(ClipFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(format);
        var output = await AskAsync(["-hide_banner", "-encoders"], cancellationToken);
        return output.Split('\n').Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var name, ..]
            && name == format.Encoder);
    }

    /// <summary><see cref="Find(string?)"/> with everything it looks at given.</summary>
    internal static Ffmpeg Find(string? option, string? variable, string? searchPath, string product)
    {
        if (Chosen(option, "--ffmpeg") is { } byOption)
        {
            return At(byOption, searchPath);
        }

        if (Chosen(variable, Variable) is { } byVariable)
        {
            return At(byVariable, searchPath);
        }

        if (InSearchPath("ffmpeg", searchPath) is { } inPath)
        {
            return At(inPath, searchPath);
        }

        for (var folder = new DirectoryInfo(product); folder is not null; folder = folder.Parent)
        {
            if (Program(System.IO.Path.Combine(folder.FullName, "tools", "ffmpeg")) is { } installed)
            {
                return At(installed, searchPath);
            }
        }

        throw new MediaException(MediaError.FfmpegMissing, $"ffmpeg was not found: {Remedy}");
    }

    /// <summary>The path of ffprobe.</summary>
    /// <exception cref="MediaException">There is none.</exception>
    internal string RequireProbe() => ProbePath ?? throw new MediaException(
        MediaError.FfmpegMissing,
        $"ffprobe was not found beside {Path} or in PATH: install it with `apt-get install -y ffmpeg`.");

    private static Ffmpeg At(string path, string? searchPath)
    {
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, Named("ffprobe"));
        return new(path, File.Exists(beside) ? beside : InSearchPath("ffprobe", searchPath));
    }

    private static string? Chosen(string? choice, string chooser) => string.IsNullOrWhiteSpace(choice) ? null
        : Program(System.IO.Path.GetFullPath(choice)) ?? throw new MediaException(
            MediaError.FfmpegMissing, $"{chooser} names {choice}, and there is no ffmpeg there: {Remedy}");

    // Either the program itself or the folder that holds it.
    private static string? Program(string path)
    {
        var inside = System.IO.Path.Combine(path, Named("ffmpeg"));
        return File.Exists(path) ? path : File.Exists(inside) ? inside : null;
    }

    private static string? InSearchPath(string name, string? searchPath) =>
        (searchPath ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(System.IO.Path.IsPathRooted)
            .Select(folder => System.IO.Path.Combine(folder, Named(name)))
            .FirstOrDefault(File.Exists);

    private static string Named(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    private async Task<string> AskAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var result = await Cli.Wrap(Path).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            return result.ExitCode == 0 ? result.StandardOutput : throw new MediaException(
                MediaError.FfmpegFailed,
                $"{Path} {string.Join(' ', arguments)} ended with exit code {result.ExitCode}: {Remedy}")
            {
                ExitCode = result.ExitCode,
            };
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new MediaException(MediaError.FfmpegMissing, $"{Path} cannot be started ({e.Message}): {Remedy}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaException(
                MediaError.TimedOut, $"{Path} gave no answer in {_patience.TotalSeconds:0} s: {Remedy}", e);
        }
    }
}
