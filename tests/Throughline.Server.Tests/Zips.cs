using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Throughline.Server.Tests;

/// <summary>Archives, good and bad.</summary>
internal static class Zips
{
    /// <summary>A film of one shot, one second, two small frames.</summary>
    public const string Film =
        "throughline: 1\ntitle: Lamp\nratio: 64:64\nfps: 2\nshots:\n  - id: a\n    prompt: a lamp\n    seconds: 1\n";

    public static byte[] Of(params (string Name, string Text)[] files) =>
        Of([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] Of((string Name, byte[] Bytes)[] files)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zip.ToArray();
    }

    /// <summary>A symbolic link, as Info-ZIP packs it.</summary>
    public static byte[] Link(string name, string target) => Typed(name, target, 0xA000);

    /// <summary>An entry of a Unix file type.</summary>
    public static byte[] Typed(string name, string text, int type)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.ExternalAttributes = (type | 0x1A4) << 16;
            using Stream contents = entry.Open();
            contents.Write(Encoding.UTF8.GetBytes(text));
        }

        return zip.ToArray();
    }

    /// <summary>An archive whose second file says that it unpacks to a few bytes.</summary>
    public static byte[] Lying((string Name, string Text) first, (string Name, string Text) second, int said)
    {
        byte[] zip = Of(first, second);
        int entry = zip.AsSpan().LastIndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(entry + 24), said);
        return zip;
    }

    /// <summary>An archive whose file has another checksum than it says.</summary>
    public static byte[] Damaged((string Name, string Text) file)
    {
        byte[] zip = Of(file);
        zip[zip.AsSpan().LastIndexOf("PK\x1\x2"u8) + 16] ^= 1;
        return zip;
    }

    /// <summary>An archive that says it has one entry less than it has.</summary>
    public static byte[] Miscounted((string Name, string Text) file)
    {
        byte[] zip = Of(file, ("b", "b"));
        int end = zip.AsSpan().LastIndexOf("PK\x5\x6"u8);
        BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(end + 8), 1);
        BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(end + 10), 1);
        return zip;
    }

    /// <summary>An archive whose file says that it is encrypted.</summary>
    public static byte[] Encrypted((string Name, string Text) file)
    {
        byte[] zip = Of(file);
        int entry = zip.AsSpan().LastIndexOf("PK\x1\x2"u8);
        zip[6] |= 1;
        zip[entry + 8] |= 1;
        return zip;
    }
}
