using System.Buffers.Binary;
using System.IO.Compression;
using Throughline.Films;
using Throughline.Server.Guard;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// Unpacks a film folder's archive. What the archive says of itself is bounded before anything is unpacked, and nothing
/// that is unpacked may be more than it said.
/// </summary>
internal static class FilmZip
{
    private const int EndBytes = 22;
    private const int MostComment = 0xFFFF;
    private const int MostDirectoryBytes = 2 << 20;
    private const int MostRatio = 200;
    private const long AnyRatio = 32L << 20;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">The archive, which can be sought in.</param>
    /// <param name="draft">Where to.</param>
    /// <param name="folders">Says whether there is room.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BadRequestException">It is no archive, or one that is not accepted; the message says
    /// why.</exception>
    public static async Task UnpackAsync(
        Stream archive, FilmDraft draft, FilmFolders folders, CancellationToken cancellationToken)
    {
        CheckDirectory(archive);
        try
        {
            await using ZipArchive zip = await ZipArchive.CreateAsync(
                archive, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            List<(string[] Name, ZipArchiveEntry Entry)> files = Files(zip);
            bool isBearable = files.TrueForAll(file => file.Entry.Length is >= 0 and <= FilmDraft.MostBytes);
            long bytes = isBearable ? files.Sum(file => file.Entry.Length) : long.MaxValue;
            if (bytes > FilmDraft.MostBytes || (bytes > AnyRatio && bytes / MostRatio > archive.Length))
            {
                throw new BadRequestException(
                    "The archive holds more than a film may have.", StatusCodes.Status413PayloadTooLarge);
            }

            if (!folders.HasRoomFor(bytes))
            {
                throw new BadRequestException(
                    "The server's disk is almost full, so it takes no films.",
                    StatusCodes.Status507InsufficientStorage);
            }

            foreach ((string[] name, ZipArchiveEntry entry) in files)
            {
                await using Stream contents = await entry.OpenAsync(cancellationToken);
                await draft.AddAsync(name, contents, entry.Length, entry.Crc32, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException)
        {
            throw NoArchive();
        }
    }

    private static List<(string[] Name, ZipArchiveEntry Entry)> Files(ZipArchive zip)
    {
        if (zip.Entries.Count > FilmDraft.MostFiles * 2)
        {
            throw new BadRequestException(
                $"A film has at most {FilmDraft.MostFiles} files.", StatusCodes.Status413PayloadTooLarge);
        }

        var files = new List<(string[] Name, ZipArchiveEntry Entry)>();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            int type = (entry.ExternalAttributes >> 16) & TypeMask;
            if (type is not (0 or RegularFile or Folder) || entry.IsEncrypted)
            {
                throw new BadRequestException(
                    $"'{FilmName.Shown(entry.FullName)}' is {(entry.IsEncrypted ? "encrypted" : "a link or no plain file")}. Put the file itself into the archive.");
            }

            if (entry.FullName.EndsWith('/'))
            {
                _ = FilmName.Read(entry.FullName[..^1]);
            }
            else if (FilmName.Read(entry.FullName) is { } name)
            {
                files.Add((name, entry));
            }
        }

        return WithoutFolder(files);
    }

    // A folder that was packed as a whole: what lies in it is the film.
    private static List<(string[] Name, ZipArchiveEntry Entry)> WithoutFolder(
        List<(string[] Name, ZipArchiveEntry Entry)> files)
    {
        bool isWhole = files.Count > 0
            && files.TrueForAll(file => file.Name.Length > 1 && file.Name[0] == files[0].Name[0])
            && files.Exists(file => file.Name is [_, FilmReader.FileName]);
        return isWhole ? [.. files.Select(file => (file.Name[1..], file.Entry))] : files;
    }

    // ZipArchive reads every entry of the directory before it counts them: the directory's own size bounds that.
    private static void CheckDirectory(Stream archive)
    {
        int length = (int)Math.Min(archive.Length, EndBytes + MostComment);
        var tail = new byte[length];
        archive.Position = archive.Length - length;
        archive.ReadExactly(tail);
        archive.Position = 0;
        int at = tail.AsSpan().LastIndexOf("PK\x5\x6"u8);
        if (at < 0 || at + EndBytes > length)
        {
            throw NoArchive();
        }

        ReadOnlySpan<byte> end = tail.AsSpan(at);
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        bool isLong = offset == uint.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) == ushort.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) == ushort.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end[10..]) == ushort.MaxValue;
        if (isLong || archive.Length - length + at - offset > MostDirectoryBytes)
        {
            throw new BadRequestException(
                $"A film has at most {FilmDraft.MostFiles} files.", StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static BadRequestException NoArchive() => new("This is no whole zip archive of stored or deflated files.");
}
