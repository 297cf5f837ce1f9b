public import Trust
import Yams

/// Parses YAML strictly and within bounds.
///
/// libyaml's alias expansion and depth are not bounded by Yams, so both are budgeted here: an alias costs the nodes it
/// expands to, and the tree is walked once with a counter before anyone else sees it.
public enum YAMLDocument {
    /// Bounds on one file; far above any honest checklist, far below a bomb.
    public struct Limits: Sendable {
        public var bytes = 4 << 20
        public var nodes = 200_000
        public var depth = 64

        public init() {}
    }

    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - name: how messages call the file.
    /// - Throws: `InputError` with `yaml-…` codes at `file:line:column`.
    public static func parse(
        _ bytes: [UInt8], name: String, limits: Limits = Limits()
    ) throws(InputError) -> YAMLNode {
        let text = try Self.text(of: bytes, name: name, limits: limits)
        // The libyaml inside Yams stops at a thousand levels by itself; below that, the walk counts.
        let root: Node?
        do {
            // Types are told apart by ``ScalarKind``; the default resolver would compile its regular expressions first.
            root = try Yams.compose(yaml: text, .basic)
        } catch {
            throw refused(error, name: name)
        }
        guard let root else {
            throw InputError(
                "yaml-empty", "`\(name)` is empty", at: .path(name), remedy: "write the document, or remove the file")
        }
        var walk = Walk(name: name, limits: limits)
        return try walk.convert(root, depth: 0)
    }

    /// Parses a stream of any number of documents, none for an empty file. The bounds hold for all of them together.
    static func parseAll(_ bytes: [UInt8], name: String, limits: Limits) throws(InputError) -> [YAMLNode] {
        let text = try Self.text(of: bytes, name: name, limits: limits)
        var walk = Walk(name: name, limits: limits)
        var documents: [YAMLNode] = []
        let parser: Parser
        do {
            parser = try Parser(yaml: text, resolver: .basic)
        } catch {
            throw refused(error, name: name)
        }
        while true {
            let root: Node?
            do {
                root = try parser.nextRoot()
            } catch {
                throw refused(error, name: name)
            }
            guard let root else { return documents }
            documents.append(try walk.convert(root, depth: 0))
        }
    }

    private static func text(of bytes: [UInt8], name: String, limits: Limits) throws(InputError) -> String {
        guard bytes.count <= limits.bytes else {
            throw InputError(
                "yaml-too-large", "`\(name)` has \(bytes.count) bytes, more than the limit of \(limits.bytes)",
                at: .path(name), remedy: "split the file")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw InputError(
                "yaml-encoding", "`\(name)` is not UTF-8 text", at: .path(name), remedy: "save the file as UTF-8")
        }
        return text
    }

    private static func refused(_ error: any Error, name: String) -> InputError {
        guard let error = error as? YamlError else {
            return InputError("yaml-syntax", "`\(name)` cannot be parsed: \(error)", at: .path(name))
        }
        return syntaxError(error, name: name)
    }

    private static func syntaxError(_ error: YamlError, name: String) -> InputError {
        let remedy = "correct the YAML at this place"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return InputError(
                "yaml-syntax", problem, at: .file(name, line: mark.line, column: mark.column), remedy: remedy)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let mark = context.mark
            let keys = duplicates.map { "`\($0)`" }.joined(separator: ", ")
            return InputError(
                "yaml-duplicate-key", "\(keys) is given more than once in one mapping",
                at: .file(name, line: mark.line, column: mark.column), remedy: "keep one of them")
        default:
            return InputError("yaml-syntax", "\(error)", at: .path(name), remedy: remedy)
        }
    }

    private struct Walk {
        let name: String
        let limits: Limits
        var nodes = 0

        mutating func convert(_ node: Node, depth: Int) throws(InputError) -> YAMLNode {
            let location = place(node.mark)
            nodes += 1
            guard nodes <= limits.nodes else {
                throw InputError(
                    "yaml-too-many-nodes", "the document expands to more than \(limits.nodes) nodes", at: location,
                    remedy: "remove nested aliases, or split the file")
            }
            guard depth <= limits.depth else {
                throw InputError(
                    "yaml-too-deep", "nesting is deeper than \(limits.depth) levels", at: location,
                    remedy: "flatten the document")
            }
            switch node {
            case .scalar(let scalar):
                return .scalar(scalar.string, plain: scalar.style == .plain || scalar.style == .any, at: location)
            case .sequence(let sequence):
                var elements: [YAMLNode] = []
                for element in sequence { elements.append(try convert(element, depth: depth + 1)) }
                return .sequence(elements, at: location)
            case .mapping(let mapping):
                var members: [YAMLNode.Member] = []
                for (key, value) in mapping {
                    guard case .scalar(let scalar) = key else {
                        throw InputError(
                            "yaml-key", "a mapping key must be a plain word", at: place(key.mark),
                            remedy: "write the key as text")
                    }
                    if scalar.string == "<<" {
                        throw InputError(
                            "yaml-merge-key", "merge keys (`<<`) are not part of YAML 1.2", at: place(key.mark),
                            remedy: "write the members out")
                    }
                    members.append(
                        .init(
                            key: scalar.string, location: place(key.mark),
                            value: try convert(value, depth: depth + 1)))
                }
                return .mapping(members, at: location)
            case .alias:
                throw InputError("yaml-alias", "an alias refers to nothing", at: location)
            }
        }

        private func place(_ mark: Mark?) -> Location {
            guard let mark else { return .path(name) }
            return .file(name, line: mark.line, column: mark.column)
        }
    }
}
