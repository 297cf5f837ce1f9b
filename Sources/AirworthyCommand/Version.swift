/// The tool's version; part of every statement it signs.
enum Version {
    static let current = "0.1.0"
}
