using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>
/// Where the hands and feet of somebody who is carried belong: on a wheel, handlebars, pedals. Places are in the space
/// the role plays in, metres; null where a limb does as the action says.
/// </summary>
/// <param name="RightHand">What the right hand holds.</param>
/// <param name="LeftHand">What the left hand holds.</param>
/// <param name="RightFoot">What the ball of the right foot is on.</param>
/// <param name="LeftFoot">What the ball of the left foot is on.</param>
internal readonly record struct Grasp(Vector3? RightHand, Vector3? LeftHand, Vector3? RightFoot, Vector3? LeftFoot);
