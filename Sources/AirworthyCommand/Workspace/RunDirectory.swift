import AirworthyLive
import Trust

/// The runs a project remembers, by name.
struct RunDirectory {
    let path: String

    init(state: String) { path = "\(state)/runs" }

    /// Names of the runs that have a journal, oldest first by its last change.
    /// - Throws: `directory-unreadable`.
    func names() throws(Obstacle) -> [String] {
        var dated: [(changed: Instant, name: String)] = []
        for name in try Directory.names(in: path) {
            if let changed = try Directory.change(of: journal(of: name)) { dated.append((changed, name)) }
        }
        return dated.sorted { ($0.changed, $0.name) < ($1.changed, $1.name) }.map(\.name)
    }

    func journal(of name: String) -> String { "\(path)/\(name)/\(DurableRun.fileName)" }

    func statement(of name: String) -> String { "\(path)/\(name)/run.intoto.jsonl" }

    /// - Throws: `unknown-run`, `ambiguous-run`.
    func name(matching wanted: String) throws -> String {
        let names = try names()
        if wanted == "last", let last = names.last { return last }
        let matches = names.filter { $0.hasPrefix(wanted) }
        guard !wanted.isEmpty, let match = matches.first else {
            throw InputError(
                "unknown-run", "there is no run `\(wanted)` to resume", at: .path(path),
                remedy: "name one that is listed there")
        }
        guard matches.count == 1 else {
            throw InputError(
                "ambiguous-run", "`\(wanted)` begins the names of \(matches.count) runs", at: .path(path),
                remedy: "write more of it")
        }
        return match
    }
}
