using System.CommandLine;
using OfferBot;
using OfferBot.Cli;

var root = new RootCommand("OfferBot reads offers dropped in a folder and tells the people who look for them.");
foreach (var verb in Parts.Make<IVerb>()) root.Add(verb.Command);
// The host has its own patience when it is told to stop (30 s); the two seconds of the command line would cut off what is under way.
// "offerbot --set Web:Listen=…" means to run it so.
string[] meant = args is [] or ["--set" or "--config", ..] ? ["run", .. args] : args;
return await root.Parse(meant).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
