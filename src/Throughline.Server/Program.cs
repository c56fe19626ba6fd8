using Throughline.Server.Commands;

return await ServerCommands.RunAsync(args, Console.Out, Console.Error);
