using System.CommandLine;
using OfferBot;
using OfferBot.Cli;

var root = new RootCommand("OfferBot reads offers dropped in a folder and tells the people who look for them.");
foreach (var verb in Parts.Make<IVerb>()) root.Add(verb.Command);
return await root.Parse(args.Length == 0 ? ["run"] : args).InvokeAsync();
