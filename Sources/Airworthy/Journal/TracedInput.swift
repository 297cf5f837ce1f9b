import Trust

/// One thing that a check looked at, and what it saw: of the project, enough to ask again and compare.
public struct TracedInput: Sendable, Hashable {
    public enum Question: String, Sendable, Hashable, CaseIterable {
        /// The digest of a file's bytes.
        case content
        /// What a path leads to.
        case kind
        /// The names in a directory.
        case names
        /// Whatever the network or the ledger said, which may be something else now.
        case source
        /// More than a journal keeps: nobody can ask it again.
        case unkept
    }

    public let question: Question
    public let path: String
    /// A digest or a word; nil when nothing was there.
    public let answer: String?

    public init(_ question: Question, _ path: String, _ answer: String?) {
        self.question = question
        self.path = path
        self.answer = answer
    }
}

extension TracedInput {
    static func answer(_ kind: FileKind?) -> String? {
        switch kind {
        case nil: nil
        case .file(let executable): executable ? "program" : "file"
        case .directory: "directory"
        case .link(let target): "link to \(target)"
        case .other: "other"
        }
    }

    static func answer(_ names: [String]?) -> String? {
        names.map { Digest.of(Array($0.joined(separator: "\0").utf8)).description }
    }

    /// Whether the question has the same answer now. Not being able to tell is a no.
    func holds(in files: any FileAccess) async -> Bool {
        do throws(Obstacle) {
            switch question {
            case .content:
                let algorithm = answer.flatMap { Digest($0)?.algorithm } ?? .sha256
                return try await files.measure(path, algorithm)?.digest.description == answer
            case .kind: return Self.answer(try await files.kind(of: path)) == answer
            case .names: return Self.answer(try await files.names(in: path, limit: Self.mostNames)) == answer
            case .source, .unkept: return false
            }
        } catch {
            return false
        }
    }

    /// Why what rests on it is looked at again.
    var change: String {
        switch question {
        case .content, .kind, .names: "`\(path)` has changed"
        case .source: "it asked \(path), which may say something else now"
        case .unkept: "what it saw was too much for the journal"
        }
    }

    private static let mostNames = 1 << 20

    func write(to json: inout CanonicalWriter) {
        json.object { json in
            json.member("answer", answer)
            json.member("path", path)
            json.member("question", question.rawValue)
        }
    }

    init?(_ json: JSONValue) {
        guard let question = (json["question"]?.string).flatMap({ Question(rawValue: $0) }),
            let path = json["path"]?.string
        else { return nil }
        self.init(question, path, json["answer"]?.string)
    }
}
