public import Airworthy
import Synchronization
public import Trust

/// A tree of files in memory. Directories exist because something lies in them or because ``makeDirectory(_:)`` said so.
public final class MemoryFiles: FileAccess {
    private enum Node {
        case file([UInt8], executable: Bool)
        case directory
        case link(target: String)
        case other
    }

    private struct State {
        var nodes: [String: Node] = [:]
        var obstacles: [String: Obstacle] = [:]
        var reads: [String] = []
    }

    private let state: Mutex<State>

    public init(_ files: [String: [UInt8]] = [:]) {
        var state = State()
        for (path, bytes) in files { state.nodes[Self.normalised(path)] = .file(bytes, executable: false) }
        self.state = Mutex(state)
    }

    public convenience init(texts: [String: String]) {
        self.init(texts.mapValues { Array($0.utf8) })
    }

    // MARK: Arranging

    public func write(_ bytes: [UInt8], to path: String, executable: Bool = false) {
        state.withLock { $0.nodes[Self.normalised(path)] = .file(bytes, executable: executable) }
    }

    public func write(_ text: String, to path: String) {
        write(Array(text.utf8), to: path)
    }

    public func makeDirectory(_ path: String) {
        state.withLock { $0.nodes[Self.normalised(path)] = .directory }
    }

    /// `target` is kept as written; a relative one is relative to the link's own directory.
    public func link(_ path: String, to target: String) {
        state.withLock { $0.nodes[Self.normalised(path)] = .link(target: target) }
    }

    /// A socket, device or pipe.
    public func makeSpecial(_ path: String) {
        state.withLock { $0.nodes[Self.normalised(path)] = .other }
    }

    /// Removes what is there, and whatever lies below it.
    public func remove(_ path: String) {
        let path = Self.normalised(path)
        state.withLock { state in
            for key in state.nodes.keys where key == path || key.hasPrefix(path + "/") { state.nodes[key] = nil }
        }
    }

    /// From now on every access to `path` throws `obstacle`.
    public func obstruct(_ path: String, with obstacle: Obstacle) {
        state.withLock { $0.obstacles[Self.normalised(path)] = obstacle }
    }

    /// Every path whose bytes were read or measured, in order, as asked for.
    public var reads: [String] { state.withLock { $0.reads } }

    // MARK: FileAccess

    public func name(of path: String) -> String { path }

    public func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        guard let bytes = try bytes(of: path) else { return nil }
        guard bytes.count <= limit else {
            throw Obstacle("file-too-large", "`\(path)` has more than \(limit) bytes", at: .path(path))
        }
        return bytes
    }

    public func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        try bytes(of: path).map { Measurement(size: Int64($0.count), digest: Digest.of($0, algorithm)) }
    }

    public func kind(of path: String) async throws(Obstacle) -> FileKind? {
        let key = Self.normalised(path)
        return try locked { state throws(Obstacle) in
            if let obstacle = state.obstacles[key] { throw obstacle }
            switch state.nodes[key] {
            case .file(_, let executable): return .file(executable: executable)
            case .directory: return .directory
            case .link(let target): return .link(target: target)
            case .other: return .other
            case nil: return Self.children(of: key, in: state).isEmpty ? nil : .directory
            }
        }
    }

    public func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? {
        let key = Self.normalised(directory)
        return try locked { state throws(Obstacle) in
            if let obstacle = state.obstacles[key] { throw obstacle }
            let names = Self.children(of: key, in: state)
            if names.isEmpty {
                guard case .directory = state.nodes[key] else { return key.isEmpty ? [] : nil }
            }
            guard names.count <= limit else {
                throw Obstacle("file-too-many", "`\(directory)` has more than \(limit) entries", at: .path(directory))
            }
            return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    // MARK: -

    private func bytes(of path: String) throws(Obstacle) -> [UInt8]? {
        try locked { state throws(Obstacle) in
            state.reads.append(path)
            var key = Self.normalised(path)
            for _ in 0..<Self.linkLimit {
                if let obstacle = state.obstacles[key] { throw obstacle }
                switch state.nodes[key] {
                case .file(let bytes, _): return bytes
                case .link(let target): key = Self.destination(of: target, from: key)
                case .directory, .other:
                    throw Obstacle("file-unreadable", "`\(path)` is not a regular file", at: .path(path))
                case nil:
                    guard Self.children(of: key, in: state).isEmpty else {
                        throw Obstacle("file-unreadable", "`\(path)` is a directory", at: .path(path))
                    }
                    return nil
                }
            }
            throw Obstacle("file-unreadable", "`\(path)` leads through too many links", at: .path(path))
        }
    }

    // Linux gives up after 40 links (path_resolution(7)); fewer are enough to tell a loop here.
    private static let linkLimit = 8

    private func locked<Value: Sendable>(
        _ body: (inout State) throws(Obstacle) -> Value
    ) throws(Obstacle) -> Value {
        let result = state.withLock { state in
            Result<Value, Obstacle> { () throws(Obstacle) in try body(&state) }
        }
        return try result.get()
    }

    private static func children(of key: String, in state: State) -> Set<String> {
        let prefix = key.isEmpty ? "" : key + "/"
        var names: Set<String> = []
        for path in state.nodes.keys where path.hasPrefix(prefix) && path != key {
            names.insert(String(path.dropFirst(prefix.count).prefix { $0 != "/" }))
        }
        names.remove("")
        return names
    }

    private static func destination(of target: String, from link: String) -> String {
        guard !target.hasPrefix("/") else { return normalised(target) }
        let directory = link.split(separator: "/").dropLast().joined(separator: "/")
        return normalised((link.hasPrefix("/") ? "/" : "") + directory + "/" + target)
    }

    // `./a//b/../c` and `a/c` are one file. `..` above the root stays, so that it finds nothing.
    private static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
