using System.Numerics;
using System.Text.Json;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>A material of a file.</summary>
/// <param name="Material">What it is here.</param>
/// <param name="Texture">What it says of its texture of base colours; null for none.</param>
/// <param name="Holes">Below which opacity its texture is a hole; 0 for none.</param>
internal sealed record GltfSurface(Material Material, JsonElement? Texture, float Holes)
{
    /// <summary>What a material of a file is here.</summary>
    public static GltfSurface Of(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new(new Material(), null, 0);
        }

        var plain = item.TryGetProperty("pbrMetallicRoughness", out var pbr) && pbr.ValueKind == JsonValueKind.Object
            ? pbr
            : item;
        var hasTexture = plain.TryGetProperty("baseColorTexture", out var texture);
        var usual = hasTexture ? 1 : 0.8f;
        var colour = GlbFile.Numbers(plain, "baseColorFactor", 4) ?? [usual, usual, usual, 1];
        var metal = One(plain, "metallicFactor", plain.TryGetProperty("metallicFactor", out _) ? 1 : 0);
        var rough = One(plain, "roughnessFactor", 0.8f);
        var glow = GlbFile.Numbers(item, "emissiveFactor", 3) ?? [0, 0, 0];
        var glows = Math.Max(glow[0], Math.Max(glow[1], glow[2])) > 0.1f;
        var clear = item.TryGetProperty("alphaMode", out var alpha)
            && alpha.ValueKind == JsonValueKind.String && alpha.GetString() == "BLEND"
            ? 1 - Math.Clamp(colour[3], 0, 1)
            : 0;
        var material = new Material
        {
            Kind = glows ? MaterialKind.Emissive
                : metal > 0.5f ? MaterialKind.Metal
                : clear > 0.2f ? MaterialKind.Glass
                : rough < 0.5f ? MaterialKind.Gloss
                : MaterialKind.Matte,
            Colour = Vector3.Clamp(
                glows ? new(glow[0], glow[1], glow[2]) : new(colour[0], colour[1], colour[2]), Vector3.Zero,
                Vector3.One),
            Roughness = Math.Clamp(rough, 0, 1),
            Clear = clear,
            Glow = glows ? 2 : 0,
            TwoSided = item.TryGetProperty("doubleSided", out var sides) && sides.ValueKind == JsonValueKind.True,
        };
        var holes = alpha.ValueKind == JsonValueKind.String && alpha.GetString() == "MASK" ? Math.Clamp(
            One(item, "alphaCutoff", 0.5f), 0, 1) : 0;
        return new(material, hasTexture && !glows ? texture : null, holes);
    }

    private static float One(JsonElement item, string name, float otherwise) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? (float)value.GetDouble()
            : otherwise;
}
