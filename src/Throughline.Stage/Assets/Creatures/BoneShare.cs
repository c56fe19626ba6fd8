namespace Throughline.Stage.Assets;

/// <summary>Which bones carry a vertex: up to four, with shares that sum to 1, the largest first.</summary>
internal struct BoneShare
{
    /// <summary>Places of the bones; a share of 0 has place 0.</summary>
    public byte Bone0, Bone1, Bone2, Bone3;

    /// <summary>Their shares.</summary>
    public float Share0, Share1, Share2, Share3;

    /// <summary>All on one bone.</summary>
    public static BoneShare Of(int bone) => new() { Bone0 = (byte)bone, Share0 = 1 };

    /// <summary>Between two bones.</summary>
    public static BoneShare Of(int bone, int other, float shareOfOther)
    {
        Span<float> shares = stackalloc float[Skeleton.Most];
        shares.Clear();
        shares[bone] += 1 - shareOfOther;
        shares[other] += shareOfOther;
        return Strongest(shares);
    }

    /// <summary>The four strongest of a share for each bone, made to sum to 1.</summary>
    public static BoneShare Strongest(Span<float> shares)
    {
        var share = default(BoneShare);
        var sum = 0f;
        for (var i = 0; i < 4; i++)
        {
            var best = 0;
            for (var b = 1; b < shares.Length; b++)
            {
                best = shares[b] > shares[best] ? b : best;
            }

            if (shares[best] <= 0.01f * Math.Max(share.Share0, 1e-20f))
            {
                break;
            }

            share.Set(i, best, shares[best]);
            sum += shares[best];
            shares[best] = 0;
        }

        share.Share0 /= sum;
        share.Share1 /= sum;
        share.Share2 /= sum;
        share.Share3 /= sum;
        return share;
    }

    private void Set(int place, int bone, float share)
    {
        switch (place)
        {
            case 0:
                (Bone0, Share0) = ((byte)bone, share);
                break;
            case 1:
                (Bone1, Share1) = ((byte)bone, share);
                break;
            case 2:
                (Bone2, Share2) = ((byte)bone, share);
                break;
            default:
                (Bone3, Share3) = ((byte)bone, share);
                break;
        }
    }
}
