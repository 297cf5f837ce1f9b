import Trust

/// A place within a document or a tree, exact or with `*` (within one part) and `**` (across parts).
struct PathPattern: Sendable {
    let text: String
    /// Nil for an exact place: a member's name may hold any character, and without a star all of them are themselves.
    private let glob: Glob?

    /// - Parameter what: "`path` of an ignore rule", for messages.
    init(_ text: String, _ what: String, at location: Location) throws(InputError) {
        self.text = text
        guard !text.isEmpty else {
            throw InputError("empty-text", "\(what) is empty", at: location, remedy: "write a JSON pointer or a path")
        }
        guard text.contains("*") else {
            glob = nil
            return
        }
        do throws(Diagnostic) {
            glob = try Glob(text)
        } catch {
            throw InputError(
                error.code, "\(what): \(error.message)", at: location,
                remedy: error.remedy ?? "write `*` within one part of the path, `**` across parts")
        }
    }

    /// By bytes: two spellings that Unicode calls equivalent are two places.
    func names(_ path: String) -> Bool { text.utf8.elementsEqual(path.utf8) }

    func matches(_ path: String) -> Bool { names(path) || glob?.matches(path) == true }
}
