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
        guard let turn = turns.compactMap({ place(of: $0, in: message, last: true) }).max(by: { $0.start < $1.start })
        else { return nil }
        let found = message[..<turn.start]
        let wanted = message[turn.end...]
        guard !found.isEmpty, !wanted.isEmpty else { return nil }
        let verb = verbs.compactMap { place(of: $0, in: found, last: false) }.min { $0.start < $1.start }
        let thing = verb.map { found[..<$0.start] } ?? found
        if wanted == "nothing" { return "when \(name(thing)) is not there" }
        // `… is missing`, and every verb that says what a thing is, ask for the thing as it was wanted.
        guard let verb else {
            // `, not ` after anything else is no opposite of what was found.
            return message[turn.start..<turn.end] == ", not " ? nil : "when it is \(wanted): \(found)"
        }
        let word = found[verb.start..<verb.end]
        return "when \(thing)\(found[verb.end...] == "missing" ? " is " : String(word))\(wanted)"
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
            guard let found = place(of: without, in: message, last: false) else { continue }
            return "when \(message[..<found.start])\(with)\(message[found.end...])"
        }
        return nil
    }

    /// `` … `registry/path@sha256:a` hashes to sha256:b``: the name says what its bytes must hash to.
    private static func hashing(_ message: String) -> String? {
        guard let verb = place(of: " hashes to ", in: message, last: true) else { return nil }
        let thing = message[..<verb.start]
        guard thing.hasSuffix("`"), let at = thing.lastIndex(of: "@"),
            let digest = Digest(thing[thing.index(after: at)...].dropLast())
        else { return nil }
        return "when \(thing) hashes to \(digest)"
    }

    private static func place(
        of words: String, in text: some StringProtocol, last: Bool
    ) -> (start: String.Index, end: String.Index)? {
        var found: (start: String.Index, end: String.Index)?
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(words) {
                found = (start, text.index(start, offsetBy: words.count))
                if !last { return found }
            }
            start = text.index(after: start)
        }
        return found
    }
}
