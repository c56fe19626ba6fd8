using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Video;
using Throughline.Sight;
using Throughline.Stage.Direction;

namespace Throughline.Cli;

/// <summary>Looks at the machine: ffmpeg and its encoders, processor, memory, disk, .NET, folders.</summary>
internal static class Examination
{
    private const long LeastMemory = 2L << 30;
    private const long LeastDisk = 2L << 30;
    private const string InstallFfmpeg = "apt-get install -y ffmpeg";

    private static readonly (string Name, ClipCodec Codec, bool Needed)[] _codecs =
    [
        ("H.264", ClipCodec.H264, true),
        ("H.265", ClipCodec.H265, false),
        ("AV1", ClipCodec.Av1, false),
        ("ProRes", ClipCodec.ProRes422Hq, false),
    ];

    /// <summary>Looks at everything.</summary>
    /// <param name="ffmpeg">The ffmpeg to look at, as <c>--ffmpeg</c> names it.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(string? ffmpeg, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await LookAtFfmpegAsync(ffmpeg, findings, cancellationToken);
        findings.Add(Models());
        findings.Add(new Finding
        {
            Name = "WordNet",
            Works = WordNet.IsHere,
            Needed = false,
            Value = WordNet.IsHere
                ? "built in: words that nobody listed are looked up"
                : "not built in: prompts are read with Stage's own words only",
            Fix = WordNet.IsHere
                ? null
                : "apt-get install -y wordnet-base (or npm), rm -r artifacts/app, then ./throughline doctor",
        });
        findings.Add(Vectors());
        findings.Add(new Finding { Name = "cores", Works = true, Value = Text($"{Environment.ProcessorCount}") });
        findings.Add(Memory());
        findings.Add(
            new Finding
            {
                Name = ".NET",
                Works = true,
                Value = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            });
        findings.Add(
            Writable("this folder", Environment.CurrentDirectory, "run in a folder of your own, or use --out"));
        findings.Add(Writable("temporary folder", Path.GetTempPath(), "set TMPDIR to a folder of your own"));
        findings.Add(Disk(Environment.CurrentDirectory));
        return findings;
    }

    private static async Task LookAtFfmpegAsync(
        string? option, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            Ffmpeg found = Ffmpeg.Find(option);
            string version = await found.VersionAsync(cancellationToken);
            findings.Add(
                new Finding
                {
                    Name = "ffmpeg",
                    Works = true,
                    Value = $"{found.Path}, {version.Split(" Copyright")[0]}",
                });
            findings.Add(new Finding
            {
                Name = "ffprobe",
                Works = found.ProbePath is not null,
                Value = found.ProbePath ?? "not found",
                Fix = found.ProbePath is null ? InstallFfmpeg : null,
            });
            foreach ((string name, ClipCodec codec, bool needed) in _codecs)
            {
                var format = new ClipFormat { Codec = codec };
                bool can = await found.CanEncodeAsync(format, cancellationToken);
                findings.Add(new Finding
                {
                    Name = name,
                    Works = can,
                    Needed = needed,
                    Value = can ? format.Encoder : $"this ffmpeg lacks {format.Encoder}",
                    Fix = can ? null : InstallFfmpeg,
                });
            }
        }
        catch (MediaException failure)
        {
            findings.Add(new Finding { Name = "ffmpeg", Works = false, Value = failure.Message, Fix = InstallFfmpeg });
        }
    }

    private static Finding Models()
    {
        ModelFolder? folder = ModelFolder.Find();
        string[] missing = [.. KnownModel.All.Where(model => folder?.Has(model) != true).Select(model => model.Name)];
        return new Finding
        {
            Name = "models",
            Works = missing.Length == 0,
            Needed = false,
            Value = missing.Length == 0 ? $"{folder!.Path}: faces and people are seen"
                : $"no {string.Join(", ", missing)}: films are made without seeing {(folder?.Has(KnownModel.People) == true ? "faces" : "faces and people")}",
            Fix = missing.Length == 0 ? null : "install npm (apt-get install -y npm), then ./throughline doctor",
        };
    }

    private static Finding Vectors()
    {
        string width = Vector512.IsHardwareAccelerated ? "512 bits (AVX-512)"
            : Vector256.IsHardwareAccelerated ? "256 bits (AVX2)"
            : Vector128.IsHardwareAccelerated ? "128 bits: drawing is slower" : "none: drawing is slow";
        return new Finding
        {
            Name = "vectors",
            Works = true,
            Value = Text($"{width}, Vector<float> has {Vector<float>.Count} lanes"),
        };
    }

    private static Finding Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        bool enough = bytes >= LeastMemory;
        return new Finding
        {
            Name = "memory",
            Works = enough,
            Needed = false,
            Value = Gibibytes(bytes),
            Fix = enough ? null : "2 GiB suit 1280x720; keep films smaller here",
        };
    }

    private static Finding Disk(string folder)
    {
        try
        {
            long free = new DriveInfo(folder).AvailableFreeSpace;
            bool enough = free >= LeastDisk;
            return new Finding
            {
                Name = "disk",
                Works = enough,
                Needed = false,
                Value = $"{Gibibytes(free)} free in {folder}",
                Fix = enough ? null : "make room: a minute of film takes about 50 MB, and its takes as much again",
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Finding { Name = "disk", Works = false, Needed = false, Value = failure.Message };
        }
    }

    private static Finding Writable(string name, string folder, string fix)
    {
        try
        {
            OutputFolder.Prepare(folder);
            return new Finding { Name = name, Works = true, Value = $"{folder}, writable" };
        }
        catch (CommandException)
        {
            return new Finding
            {
                Name = name,
                Works = false,
                Needed = false,
                Value = $"{folder}, not writable",
                Fix = fix,
            };
        }
    }

    private static string Gibibytes(long bytes) => Text($"{bytes / (double)(1L << 30):0.0} GiB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
