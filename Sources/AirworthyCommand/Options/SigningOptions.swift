import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

/// What every command has that lets a person sign a file.
struct SigningOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A private key of the person who signs; its password comes from AIRWORTHY_KEY_PASSWORD. Repeatable for `waive`, where "
                + "several people sign one file; each approval is one person's.", valueName: "file"))
    var key: [String]

    @Option(help: ArgumentHelp("First instant at which it no longer holds, in UTC.", valueName: "instant"))
    var until: String

    @Option(help: ArgumentHelp("Where to write it; never over a file.", valueName: "file"))
    var output: String?

    func keys(_ workspace: Workspace) async throws -> [PrivateKey] {
        var keys: [PrivateKey] = []
        for path in key { keys.append(try await workspace.privateKey(path)) }
        return keys
    }

    /// Only full instants: a date without a time has ended at a different moment for everybody who read it.
    func end() throws(InputError) -> Instant {
        guard let instant = Instant(rfc3339: until) else {
            throw InputError(
                "bad-instant", "`--until \(until)` is not an instant", remedy: "write `2026-11-21T14:00:00Z`")
        }
        return instant
    }

    /// Writes what was signed, whole or not at all.
    ///
    /// - Parameter name: of the file where none was asked for.
    /// - Returns: its path.
    func write(_ envelope: [UInt8], in folder: String, named name: String, _ workspace: Workspace) async throws
        -> String
    {
        let path = output.map(Workspace.absolute) ?? workspace.path("\(folder)/\(name)")
        if output == nil { try await Directory.make(workspace.path(folder)) }
        try await AtomicFile.write(envelope + [UInt8(ascii: "\n")], to: path, existing: .kept)
        return path.hasPrefix("\(workspace.root)/") ? String(path.dropFirst(workspace.root.count + 1)) : path
    }

    /// Text from outside as part of a file's name.
    static func part(_ text: String) -> String {
        String(text.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }
}
