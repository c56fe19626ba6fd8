/// <summary>More staged scenes, to learn from and not to be measured by.</summary>
internal static class MoreScenes
{
    /// <summary>Names and words.</summary>
    public static IReadOnlyList<(string Name, string Words)> All { get; } =
    [
        ("lake-b", "A stag stands by a lake in the morning mist, wide shot"),
        ("lake-c", "A fisherman at a lake in autumn rain, wide shot"),
        ("sea-b", "A ship sails on a stormy sea at noon, wide shot"),
        ("sea-c", "A rowing boat on a calm sea at night, wide shot"),
        ("beach-b", "Two children build a castle on the beach at sunset, wide shot"),
        ("beach-c", "A woman walks along the beach in the rain, wide shot"),
        ("harbour-b", "Fishing boats in the harbour at sunrise, wide shot"),
        ("coast-b", "A lighthouse on the coast at noon, wide shot"),
        ("river-b", "A bear stands by a river in the forest, wide shot"),
        ("hall-b", "A knight stands in a great hall by candle light, wide shot"),
        ("office-b", "A woman works in an office at night, wide shot"),
        ("bedroom-b", "A boy sleeps in his bedroom at night, wide shot"),
        ("forest-b", "A wolf walks through the forest at night, wide shot"),
        ("forest-c", "A girl runs through the forest at noon, wide shot"),
        ("snow-b", "A skier in the mountains in snow at dusk, wide shot"),
        ("desert-b", "A car drives through the desert at sunset, wide shot"),
        ("street-b", "A man walks down a city street in the rain at night, wide shot"),
        ("meadow-b", "A cow in a meadow in fog, wide shot"),
        ("village-b", "A cat in the village at night, wide shot"),
        ("farm-b", "A tractor on a farm at dawn, wide shot"),
    ];
}
