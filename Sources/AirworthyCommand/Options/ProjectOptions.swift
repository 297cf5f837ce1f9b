import ArgumentParser

/// Options every command that touches a project has.
struct ProjectOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "dir"))
    var directory: String?

    @Option(
        name: [.customShort("p"), .customLong("policy")],
        help: ArgumentHelp("Trust policy; default: the project file's.", valueName: "file"))
    var policy: String?

    @Option(help: ArgumentHelp("Read images from OCI layouts below this directory.", valueName: "dir"))
    var layout: String?

    @Flag(help: "Open no socket; images must come from layouts.")
    var offline = false

    @Flag(help: "Ask registries anew, whatever they answered before.")
    var noCache = false

    @Option(help: ArgumentHelp("Judge everything at this instant; the result never admits.", valueName: "instant"))
    var at: String?
}
