import CLinux
import Glibc

/// What the system says of the process we are.
public enum ThisProcess {
    /// A variable it was started with; nil for one that is not set, which is not the same as an empty one.
    public static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The same of one that says something: what a build server has no secret for is there, and empty.
    public static func filled(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }

    /// All variables it was started with.
    public static var environment: [String: String] {
        var all: [String: String] = [:]
        var next = airworthy_environment()
        while let line = next?.pointee {
            let text = String(cString: line)
            // getenv(3) finds the first of two.
            if let equals = text.firstIndex(of: "="), all[String(text[..<equals])] == nil {
                all[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next = next?.successor()
        }
        return all
    }

    public static var identifier: Int32 { getpid() }

    /// The machine's name, for people; empty where it has none.
    public static var host: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "" }
        return withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
