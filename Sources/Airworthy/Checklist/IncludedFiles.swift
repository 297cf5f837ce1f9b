public import Trust

/// The files a checklist includes, read before it is loaded: loading touches nothing.
public struct IncludedFiles: Sendable {
    /// Most files one checklist can be made of.
    public static let mostFiles = 64
    /// Largest file that is read.
    public static let largestFile = 1 << 20

    /// Bytes by path; nil for a file that is not there.
    let files: [String: [UInt8]?]

    public static let none = IncludedFiles(files: [:])

    private init(files: [String: [UInt8]?]) {
        self.files = files
    }

    /// Reads what `bytes` include, and what that includes, within bounds. What is wrong with any of it is for
    /// ``ChecklistLoader`` to say.
    ///
    /// - Parameter read: gives a file below the project's root; nil where there is none.
    public static func gather(
        _ bytes: [UInt8], source: String, read: (String) async throws(Obstacle) -> [UInt8]?
    ) async throws(Obstacle) -> IncludedFiles {
        var files: [String: [UInt8]?] = [:]
        var pending = paths(bytes, source)
        while let path = pending.popLast(), files.count < mostFiles {
            guard files.index(forKey: path) == nil else { continue }
            let bytes = try await read(path)
            files.updateValue(bytes, forKey: path)
            if let bytes { pending += paths(bytes, path) }
        }
        return IncludedFiles(files: files)
    }

    private static func paths(_ bytes: [UInt8], _ source: String) -> [String] {
        guard let root = try? YAMLDocument.parse(bytes, name: source), case .mapping(let members, _) = root,
            case .sequence(let steps, _)? = members.first(where: { $0.key == "steps" })?.value
        else { return [] }
        return steps.compactMap { step in
            guard case .mapping(let members, _) = step,
                case .scalar(let path, _, _)? = members.first(where: { $0.key == "include" })?.value,
                isWithinProject(path)
            else { return nil }
            return path
        }
    }

    /// A relative path that does not lead out of the project.
    static func isWithinProject(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && !path.utf8.contains(0)
    }
}
