using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;
using Throughline.Sight.Depth;
using Throughline.Sight.Faces;
using Throughline.Sight.People;

namespace Throughline.Sight;

/// <summary>
/// Sees with the models that are there: faces, people, and depth with a model of the user's. Making one is cheap; each
/// model is loaded by the first call that needs it and stays loaded.
/// </summary>
public sealed class PictureSight : IPictureSight, IDisposable
{
    // Counts up with every change of what is seen in the same picture by the same models.
    private const string OwnVersion = "1";

    private readonly DepthModel? _depth;
    private readonly Lazy<Network>? _faceFinder;
    private readonly Lazy<Network>? _faceMesh;
    private readonly Lazy<Network>? _people;

    /// <summary>Sees with what a folder has.</summary>
    /// <param name="folder">The fetched models; null for none.</param>
    /// <param name="depth">The user's depth model; null for none. Disposed with this.</param>
    public PictureSight(ModelFolder? folder, DepthModel? depth)
    {
        _depth = depth;
        if (folder?.Has(KnownModel.FaceFinder) == true && folder.Has(KnownModel.FaceMesh))
        {
            _faceFinder = Load(folder, KnownModel.FaceFinder);
            _faceMesh = Load(folder, KnownModel.FaceMesh);
        }

        _people = folder?.Has(KnownModel.People) == true ? Load(folder, KnownModel.People) : null;
        Version = string.Join(' ', new[]
        {
            OwnVersion, _faceFinder is null ? null : "faces", _people is null ? null : "people",
        }.OfType<string>());
        DepthVersion = depth is null ? null : $"{OwnVersion} {depth.Hash}";
    }

    /// <summary>Whether there are models that see faces: without, none are found in any picture.</summary>
    public bool SeesFaces => _faceFinder is not null;

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public string? DepthVersion { get; }

    /// <inheritdoc/>
    /// <exception cref="SightException">The fetched models cannot be used.</exception>
    public IReadOnlyList<FaceMesh> Faces(Picture picture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_faceFinder is null)
        {
            return [];
        }

        var found = new FaceFinder(_faceFinder.Value).Find(picture, cancellationToken);
        var meshes = found.Count == 0 ? [] : found.Select(
            face => new FaceReader(_faceMesh!.Value).Read(picture, face, cancellationToken));
        return FaceChoice.Of(meshes.OfType<FaceMesh>());
    }

    /// <inheritdoc/>
    /// <exception cref="SightException">The fetched model cannot be used.</exception>
    public MattePicture? People(Picture picture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _people is null ? null : new PeopleFinder(_people.Value).Find(picture, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="SightException">The user's model cannot be used.</exception>
    public DepthPicture? Depth(Picture picture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _depth?.Of(picture, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in new[] { _faceFinder, _faceMesh, _people })
        {
            if (network?.IsValueCreated == true)
            {
                network.Value.Dispose();
            }
        }

        _depth?.Dispose();
    }

    private static Lazy<Network> Load(ModelFolder folder, KnownModel model) => new(() =>
    {
        try
        {
            return new Network(folder.Read(model)!, threads: 1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException
            or Microsoft.ML.OnnxRuntime.OnnxRuntimeException or TypeInitializationException or DllNotFoundException)
        {
            throw new SightException(
                SightError.Damaged,
                $"{folder.Path}: the model {model.Name} cannot be used ({failure.Message.TrimEnd('.')}); delete the folder and run `./throughline doctor`.",
                failure);
        }
    });
}
