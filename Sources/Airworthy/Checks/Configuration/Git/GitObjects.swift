import Trust

/// The objects of a repository, each hashed again before it is believed: Git itself does not when it reads them, and
/// whoever can write into `.git` can store anything under any name.
struct GitObjects: Sendable {
    let program: GitProgram

    struct Object: Sendable {
        let name: GitObjectName
        let kind: GitObjectName.Kind
        let content: [UInt8]
    }

    /// Bytes of the objects of one batch.
    private static let limit = 64 << 20

    /// The commit that is checked out.
    func head() async throws(GitFault) -> Object {
        guard let commit = try await answers(to: ["HEAD"])[0] else {
            throw .undecided(
                Finding(.incomplete, "`\(program.repository)` has no commit", at: .path(program.repository)))
        }
        return commit
    }

    /// The objects of these names, in their order.
    /// - Throws: `incomplete` when one is not there, `object-altered` when it is another.
    func read(_ names: [GitObjectName], as kind: GitObjectName.Kind) async throws(GitFault) -> [Object] {
        var objects: [Object] = []
        for start in stride(from: 0, to: names.count, by: GitProgram.batch) {
            let batch = Array(names[start..<min(start + GitProgram.batch, names.count)])
            for (name, answer) in zip(batch, try await answers(to: batch.map(\.hex))) {
                guard let object = answer else {
                    throw .undecided(
                        Finding(
                            .incomplete, "`\(program.repository)` lacks the \(kind.rawValue) \(name)",
                            at: .path(program.repository)))
                }
                guard object.name == name else { throw altered(name) }
                guard object.kind == kind else {
                    throw .undecided(
                        Finding(
                            .invalid, "\(name) is a \(object.kind.rawValue), not a \(kind.rawValue)",
                            at: .path(program.repository)))
                }
                objects.append(object)
            }
        }
        return objects
    }

    private func answers(to names: [String]) async throws(GitFault) -> [Object?] {
        let output = try await GitFault.looking { () throws(Obstacle) in
            try await program.objects(names, limit: Self.limit)
        }
        var answers: [Object?] = []
        var rest = output[...]
        for _ in names {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw unexpected() }
            let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            rest = rest[(end + 1)...]
            if words.count == 2, words[1] == "missing" {
                answers.append(nil)
                continue
            }
            guard words.count == 3, let name = GitObjectName(words[0]),
                let kind = GitObjectName.Kind(rawValue: String(words[1])), let size = Int(words[2]), size >= 0,
                size < rest.count, rest[rest.startIndex + size] == UInt8(ascii: "\n")
            else { throw unexpected() }
            let content = Array(rest[..<(rest.startIndex + size)])
            rest = rest[(rest.startIndex + size + 1)...]
            guard name.names(kind, content) else { throw altered(name) }
            answers.append(Object(name: name, kind: kind, content: content))
        }
        guard rest.isEmpty else { throw unexpected() }
        return answers
    }

    private func altered(_ name: GitObjectName) -> GitFault {
        .failed(
            Finding(
                .objectAltered, "what `\(program.repository)` keeps as \(name) is something else",
                at: .path(program.repository)))
    }

    private func unexpected() -> GitFault {
        .obstacle(
            Obstacle(
                "git-output", "`git cat-file` answered for `\(program.repository)` in a way that is not its format",
                at: .path(program.repository), remedy: "see which `git` is on the path"))
    }
}
