import Trust

/// What would have kept one finding away, said with the very values it is about.
///
/// Read off the sentences checks write: a statement keeps those and nothing else, so that a run of last year is explained
/// as one of today.
enum PassingCondition {
    /// - Returns: nil for a sentence that says what was found, and not what was wanted.
    static func text(_ message: String) -> String? {
        wanted(message) ?? lacking(message) ?? hashing(message)
    }

    /// What checks put between what they found and what they wanted.
    private static let turns = [", desired ", ", expected ", ", not "]
    /// What checks put between a thing and what is said of it.
    private static let verbs = [" ended with status ", " hashes to ", " is ", " has "]

    /// `` `/a` is 5, desired 7``: when `` `/a` is 7``.
    private static func wanted(_ message: String) -> String? {
        guard let turn = turns.compactMap({ message.ranges(of: $0).last }).max(by: { $0.lowerBound < $1.lowerBound })
        else { return nil }
        let found = message[..<turn.lowerBound]
        let wanted = message[turn.upperBound...]
        guard !found.isEmpty, !wanted.isEmpty else { return nil }
        let verb = verbs.compactMap { found.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        let thing = verb.map { found[..<$0.lowerBound] } ?? found
        if wanted == "nothing" { return "when \(name(thing)) is not there" }
        // `… is missing`, and every verb that says what a thing is, ask for the thing as it was wanted.
        guard let verb else {
            // `, not ` after anything else is no opposite of what was found.
            return message[turn] == ", not " ? nil : "when it is \(wanted): \(found)"
        }
        let word = found[verb]
        return "when \(thing)\(found[verb.upperBound...] == "missing" ? " is " : String(word))\(wanted)"
    }

    /// What is there although nothing is desired may end in ` is there`.
    private static func name(_ thing: Substring) -> Substring {
        thing.hasSuffix(" is there") ? thing.dropLast(" is there".count) : thing
    }

    /// A sentence of what a stream lacks, by how it goes on: the same sentence without its no.
    private static let lacks = [
        (" has no line ", " has the line "), (" does not contain ", " contains "), (" is not exactly ", " is exactly "),
    ]

    private static func lacking(_ message: String) -> String? {
        for (without, with) in lacks {
            guard let found = message.firstRange(of: without) else { continue }
            return "when \(message[..<found.lowerBound])\(with)\(message[found.upperBound...])"
        }
        return nil
    }

    /// `` … `registry/path@sha256:a` hashes to sha256:b``: the name says what its bytes must hash to.
    private static func hashing(_ message: String) -> String? {
        guard let verb = message.ranges(of: " hashes to ").last else { return nil }
        let thing = message[..<verb.lowerBound]
        guard thing.hasSuffix("`"), let at = thing.lastIndex(of: "@"),
            let digest = Digest(thing[thing.index(after: at)...].dropLast())
        else { return nil }
        return "when \(thing) hashes to \(digest)"
    }
}
