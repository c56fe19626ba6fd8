using Throughline.Media.Files;

namespace Throughline.Editing;

/// <summary>
/// A folder inside the output folder where results are made before they are moved into place, each in one step. One cut
/// at a time: a lock that ends with the process. What a killed process left there goes when the next one enters.
/// </summary>
internal sealed class CutWorkplace : IDisposable
{
    private const string Name = ".cut";
    private readonly string _output;
    private readonly string _folder;
    private readonly FileStream _lock;

    private CutWorkplace(string output, string folder, FileStream @lock) =>
        (_output, _folder, _lock) = (output, folder, @lock);

    /// <summary>Makes the folders and takes the lock.</summary>
    /// <exception cref="CutException">The folder cannot be written, or another cut is in it.</exception>
    public static CutWorkplace Enter(string output)
    {
        var folder = Path.Combine(output, Name);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CutTrouble.Writing(output, e);
        }

        var @lock = Lock(output, folder);
        try
        {
            foreach (var left in Directory.EnumerateFiles(folder).Where(f => f != @lock.Name))
            {
                File.Delete(left);
            }

            return new CutWorkplace(output, folder, @lock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            @lock.Dispose();
            throw CutTrouble.Writing(output, e);
        }
    }

    /// <summary>Where to make a result, or anything that is needed on the way.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Moves finished results into the output folder, over earlier ones.</summary>
    /// <exception cref="CutException">One cannot be moved; those before it were.</exception>
    public void Deliver(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var target = Path.Combine(_output, name);
            try
            {
                File.Move(PathOf(name), target, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw CutTrouble.Writing(target, e);
            }
        }
    }

    /// <summary>Removes an earlier result from the output folder; there need be none.</summary>
    /// <exception cref="CutException">It cannot be removed.</exception>
    public void Discard(string name)
    {
        var target = Path.Combine(_output, name);
        try
        {
            File.Delete(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CutTrouble.Writing(target, e);
        }
    }

    /// <summary>Removes the folder and frees the lock.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed now is removed by the next cut.
        }

        _lock.Dispose();
    }

    private static FileStream Lock(string output, string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CutTrouble.Writing(output, e);
        }
        catch (IOException e) when (!FileTrouble.IsDiskFull(e))
        {
            throw new CutException(
                CutError.Busy, $"{output}: another cut is writing here; wait for it or choose another folder.", e);
        }
        catch (IOException e)
        {
            throw CutTrouble.Writing(output, e);
        }
    }
}
