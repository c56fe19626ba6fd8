using BenchmarkDotNet.Running;
using Throughline.Bench.Gallery;
using Throughline.Bench.Scenes;

if (args is ["stages", ..])
{
    StageTable.Print(args.AsSpan(1));
}
else if (args is ["scenes", _, ..])
{
    SceneTable.Print(args.AsSpan(1));
}
else if (args is ["gallery", var folder])
{
    CreatureGallery.Write(folder);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
