using System.CommandLine;
using Throughline.Sight;
using Throughline.Sight.Depth;

namespace Throughline.Cli;

/// <summary>What the commands that look at pictures have in common: the models they look with.</summary>
internal sealed class SightOptions
{
    private const string UsualDepthModel = "models/depth.onnx";

    private readonly Option<string?> _depthModel = new("--depth-model")
    {
        Description =
            $"A depth model of yours, an .onnx file of the MiDaS or Depth-Anything families; else {UsualDepthModel} beside the film or in this folder, if there is one.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command) => command.Add(_depthModel);

    /// <summary>
    /// Opens what is there to look with. Only a depth model is read here; what else there is loads when it is needed.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The film's folder.</param>
    /// <exception cref="SightException">The depth model cannot be used.</exception>
    public PictureSight Open(ParseResult parsed, string folder)
    {
        string? model = parsed.GetValue(_depthModel)
            ?? new[] { folder, Environment.CurrentDirectory }.Select(place => Path.Combine(place, UsualDepthModel))
                .FirstOrDefault(File.Exists);
        return new PictureSight(ModelFolder.Find(), model is null ? null : DepthModel.Open(model));
    }
}
