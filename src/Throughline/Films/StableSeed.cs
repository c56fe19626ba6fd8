using System.Text;

namespace Throughline.Films;

/// <summary>The seed of what has none: always the same for the same name.</summary>
internal static class StableSeed
{
    /// <summary>FNV-1a, 32 bits, of the name's UTF-8. Source: draft-eastlake-fnv.</summary>
    public static long Of(string name)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ octet) * 16777619u;
        }

        return hash;
    }
}
