import Glibc

/// Paths as the user writes them, made absolute. Lexical: links are not followed, `..` takes away what is written
/// before it. (Foundation's `URL` does the same for half a millisecond of every start.)
public enum AbsolutePath {
    /// `path` from the working directory, without `.`, `..` and doubled slashes.
    public static func of(_ path: String) -> String {
        var components: [Substring] = path.hasPrefix("/") ? [] : workingDirectory.split(separator: "/")
        for component in path.split(separator: "/") where component != "." {
            if component == ".." {
                _ = components.popLast()
            } else {
                components.append(component)
            }
        }
        return "/" + components.joined(separator: "/")
    }

    /// What an absolute path leads to, every link followed; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(validatingCString: text)
    }

    /// The directory that holds `path`; `/` holds itself.
    public static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Whether the working directory's path is text.
    public static var isWorkingDirectoryReadable: Bool {
        guard let text = getcwd(nil, 0) else { return true }
        defer { free(text) }
        return String(validatingCString: text) != nil
    }

    private static var workingDirectory: String {
        guard let text = getcwd(nil, 0) else { return "/" }
        defer { free(text) }
        return String(cString: text)
    }
}
