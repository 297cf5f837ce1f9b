import ArgumentParser

/// From the words of the command line to the command that runs.
enum Invocation {
    /// Whether these words are likely to ask for signatures to be made or checked: a guess that decides about nothing but
    /// how soon.
    static func verifies(_ arguments: ArraySlice<String>) -> Bool {
        arguments.first.map(["verify", "run", "check", "admit"].contains) ?? false
    }

    /// Like `AirworthyCommand.parseAsRoot()`, with three quarters of its work when a command is named and given what it
    /// takes.
    ///
    /// ArgumentParser learns a command's options by reflection, and each type it meets for the first time costs a search
    /// through all of the program's protocol conformances. Starting at the root it meets every command on the way, and
    /// two of its own that look for a request for a completion script. So the command is found here, by the words that
    /// spell its path, and reads the rest alone. Whatever else there may be (a mistake, `--help`, a request for a script)
    /// is left to the root, from the beginning: then every text is as if this were not here.
    static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        var command: any ParsableCommand.Type = AirworthyCommand.self
        var rest = arguments[...]
        while let word = rest.first,
            let named = command.configuration.subcommands.first(where: { $0.configuration.commandName == word })
        {
            command = named
            rest.removeFirst()
        }
        if command.configuration.subcommands.isEmpty, let parsed = alone(command, Array(rest)) { return parsed }
        return try AirworthyCommand.parseAsRoot(arguments)
    }

    private static func alone<Command: ParsableCommand>(
        _: Command.Type, _ arguments: [String]
    ) -> (any ParsableCommand)? {
        // As the first word, this asks for completions of what follows it.
        guard arguments.first != "---completion" else { return nil }
        return (try? Alone<Command>.parseAsRoot(arguments) as? Alone<Command>)?.command
    }
}

/// A command without those above it.
private struct Alone<Command: ParsableCommand>: ParsableCommand {
    static var configuration: CommandConfiguration {
        var configuration = Command.configuration
        // Not a program of its own, so not who is asked for completion scripts.
        configuration._superCommandName = "airworthy"
        return configuration
    }

    @OptionGroup var command: Command
}
