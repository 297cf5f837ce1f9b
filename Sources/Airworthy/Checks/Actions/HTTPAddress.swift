import Trust

/// The `url` of a step, held against what can be told without asking anybody.
struct HTTPAddress: Sendable, Hashable {
    let text: String
    let isPlain: Bool
    /// This machine, to which nobody else listens.
    let isLoopback: Bool

    /// Without the query, which is where addresses carry what opens a door.
    let shown: String

    private static let limit = 2_048
    private static let longestShown = 200

    init(_ text: String, at location: Location) throws(InputError) {
        func refused(_ code: String, _ fault: String, _ remedy: String) -> InputError {
            InputError(code, "the `url` \(fault)", at: location, remedy: remedy)
        }
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        guard let scheme else {
            throw refused("http-url", "begins with neither `https://` nor `http://`", "write a whole address")
        }
        guard text.utf8.count <= Self.limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) else {
            throw refused(
                "http-url", "is longer than \(Self.limit) bytes, or holds a character no address has",
                "percent-encode what is not plain ASCII")
        }
        guard !text.contains("#") else {
            throw refused("http-url", "has a fragment, which is sent to nobody", "remove it from `#` on")
        }
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw refused(
                "literal-credential", "holds a user name or password, which whoever reads the checklist then has",
                "name a file under `credentials`")
        }
        guard !authority.isEmpty, authority.first != ":" else { throw refused("http-url", "names no host", "name one") }
        self.text = text
        // Plain ASCII by now, so bytes are characters.
        let path = text.utf8.prefix { $0 != UInt8(ascii: "?") }
        shown =
            path.count > Self.longestShown
            ? String(decoding: path.prefix(Self.longestShown), as: UTF8.self) + "…"
            : String(decoding: path, as: UTF8.self)
        isPlain = scheme == "http://"
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        isLoopback = ["127.0.0.1", "localhost", "[::1"].contains(host.lowercased())
    }
}
