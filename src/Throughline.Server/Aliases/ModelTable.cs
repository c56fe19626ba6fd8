using System.Text.Json;
using Throughline.Engines;

namespace Throughline.Server.Aliases;

/// <summary>
/// Which engine and look each model's name stands for: the built-in <c>models.json</c>, with a file of the user's laid
/// over it. <c>stage</c> takes a look after a hyphen: <c>stage-noir</c>.
/// </summary>
internal sealed class ModelTable
{
    private readonly Dictionary<string, ModelAlias> _models = new(StringComparer.Ordinal);
    private readonly EngineList _engines;

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataException">The user's file is wrong; says where.</exception>
    public ModelTable(ServerOptions options, EngineList engines)
    {
        _engines = engines;
        using (Stream builtIn = typeof(ModelTable).Assembly.GetManifestResourceStream("models.json")!)
        {
            Lay(JsonSerializer.Deserialize(builtIn, ModelFileJson.Default.ModelFile)!);
        }

        if (options.Models is { } path)
        {
            Lay(Read(path));
        }
    }

    /// <summary>All names, those of engines with a look among them.</summary>
    public IEnumerable<string> Names => _models.Keys.Concat(_engines.Names
        .Where(_models.ContainsKey)
        .SelectMany(name => _engines.Find(name)!.Card.Looks.Select(look => $"{name}-{look}")));

    /// <summary>What is wrong with a look for a model, in words; null when its engine knows it.</summary>
    public string? LookRefusal(ModelAlias alias, string look)
    {
        EngineCard card = _engines.Find(alias.Engine)!.Card;
        return card.Knows(look) ? null : $"There is no look '{look}'. {Problems.NearestName.Fix(look, card.Looks)}"
            .TrimEnd();
    }

    /// <summary>What a model's name stands for; null when it is not known.</summary>
    public ModelAlias? Find(string model)
    {
        if (_models.TryGetValue(model, out ModelAlias? alias))
        {
            return alias;
        }

        int hyphen = model.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && _models.ContainsKey(model[..hyphen]) && hyphen < model.Length - 1
            && _engines.Find(model[..hyphen]) is { } engine && engine.Card.Knows(model[(hyphen + 1)..])
            ? new ModelAlias { Engine = model[..hyphen], Look = model[(hyphen + 1)..] }
            : null;
    }

    private static ModelFile Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            ModelFile models = JsonSerializer.Deserialize(file, ModelFileJson.Default.ModelFile)!;
            return models.Schema == 1 ? models : throw new InvalidDataException(
                $"{path}: schema {models.Schema} is not known; write 1.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(
                $"{path}:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: this is not a file of model aliases: {failure.Message}",
                failure);
        }
    }

    private void Lay(ModelFile file)
    {
        foreach ((string name, ModelAlias? alias) in file.Models)
        {
            if (alias is null)
            {
                _models.Remove(name);
            }
            else if (_engines.Find(alias.Engine) is null)
            {
                throw new InvalidDataException(
                    $"model '{name}': there is no engine '{alias.Engine}'. {Problems.NearestName.Fix(alias.Engine, _engines.Names)}");
            }
            else if (alias.Look is { } look && LookRefusal(alias, look) is { } refusal)
            {
                throw new InvalidDataException($"model '{name}': {refusal}");
            }
            else
            {
                _models[name] = alias;
            }
        }
    }
}
