using System.Text.Json;

namespace Throughline.Server.Tasks;

/// <summary>What no vendor says and we always do: who made it, and what of the order is not to be seen.</summary>
internal static class OwnFields
{
    /// <summary>
    /// Writes <c>engine</c>, and <c>notes</c> where there are any, into the object that is being written.
    /// </summary>
    public static void Write(Utf8JsonWriter json, TaskRecord task)
    {
        json.WriteString("engine", task.Engine);
        if (task.Order.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (string note in task.Order.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }
    }
}
