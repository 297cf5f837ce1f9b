import Airworthy
import ArgumentParser
import Trust

/// Values of the checklist's variables, for every command that makes a plan.
struct VariableOptions: ParsableArguments {
    @Option(
        name: .customLong("var"),
        help: ArgumentHelp(
            "A value for a variable of the checklist; repeatable. Recorded and signed: never a secret.",
            valueName: "name=value"))
    var variable: [String] = []

    /// - Throws: `bad-variable`.
    func given() throws(InputError) -> [GivenVariable] {
        try variable.map { (argument) throws(InputError) in try GivenVariable(argument: argument) }
    }
}
