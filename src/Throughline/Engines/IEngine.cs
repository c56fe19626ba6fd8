namespace Throughline.Engines;

/// <summary>What can shoot. One instance serves any number of orders at once.</summary>
public interface IEngine
{
    /// <summary>What the engine can do.</summary>
    EngineCard Card { get; }

    /// <summary>
    /// Shoots one take: hands <see cref="ShotOrder.Frames"/> frames to <paramref name="reel"/>, in order.
    /// </summary>
    /// <returns>What a shot that continues from this one starts with.</returns>
    /// <exception cref="EngineException">The order cannot be shot.</exception>
    Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken);
}
